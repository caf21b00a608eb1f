import type { Comparison, Mover, PromptSides, Signal, SignalUnit } from '#lib/channels/model/types.ts';
import { formatCount, formatP, formatShare } from '#lib/format/numbers.ts';
import type { RecordedComparison } from '#lib/recorded/compare.ts';
import { differingExcerpts } from './excerpt.ts';
import { table } from './table.ts';
import { warningList } from './warnings.ts';

/** Prompts shown with their answers. */
const SHOWN_PROMPTS = 5;

const HEAD = ['signal', 'value', 'threshold', 'noise', 'p', 'adjusted', ''];

/** A comparison for a person: verdict, signals, the prompts that moved most with old and new answers, warnings. */
export function comparisonReport({ comparison, sides, calls, warnings }: RecordedComparison, alpha: number): string {
  return [
    `${comparison.verdict}: ${comparison.reason}\n`,
    ...signalTable(comparison, alpha),
    ...movedPrompts(comparison, sides),
    ...servedModel(comparison),
    ...warningList(warnings),
    `Compared ${formatCount(calls.current, 'call')} with ${formatCount(calls.baseline, 'baseline call')}.\n`,
  ].join('\n');
}

function signalTable({ signals, pValue, permutations, seed }: Comparison<string>, alpha: number): string[] {
  const tested = signals.filter((signal) => signal.value !== null);
  const untold = signals.filter((signal) => signal.unmeasured !== null);
  const p = permutations === null ? '' : ` (alpha ${alpha}, ${formatCount(permutations, 'permutation')}, seed ${seed})`;
  return [
    ...(tested.length === 0 ? [] : [table(HEAD, tested.map(row), HEAD.slice(1, 6))]),
    ...(pValue === null ? [] : [`All signals together: ${formatP(pValue)}${p}.\n`]),
    ...(untold.length === 0
      ? []
      : [`Not tested\n${untold.map(({ name, unmeasured }) => `  - ${name}: ${unmeasured}\n`).join('')}`]),
  ];
}

function row({ name, unit, value, threshold, noise, pValue, pAdjusted, fired }: Signal<string>): string[] {
  const amount = (number: number | null) => inUnit(number, unit);
  return [name, amount(value), amount(threshold), amount(noise), bareP(pValue), bareP(pAdjusted), fired ? 'FIRED' : ''];
}

function bareP(p: number | null): string {
  return p === null ? '–' : formatP(p).replace(/^p\s(=\s)?/, '');
}

function inUnit(value: number | null, unit: SignalUnit): string {
  if (value === null) return '–';
  return unit === 'share' ? formatShare(value) : value.toFixed(3);
}

function movedPrompts(comparison: Comparison<string>, sides: readonly PromptSides<string>[]): string[] {
  const byId = new Map(sides.map((side) => [side.promptId, side]));
  const shown = mostMoved(comparison).flatMap(({ promptId, signal, mover }) => {
    const [before, now] = [byId.get(promptId)?.baseline[0], byId.get(promptId)?.tonight[0]];
    if (before === undefined || now === undefined) return [];
    const answers = differingExcerpts(before.output, now.output);
    const noise = mover.noise === null ? '' : `, noise ${inUnit(mover.noise, signal.unit)}`;
    const moved = `${signal.name} ${inUnit(mover.value, signal.unit)}${noise}`;
    return [`  ${promptId} (${moved})\n    old  ${answers.before}\n    new  ${answers.now}\n`];
  });
  return shown.length === 0 ? [] : [`Prompts that moved most\n${shown.join('')}`];
}

interface Moved {
  promptId: string;
  signal: Signal<string>;
  mover: Mover<string>;
}

/** The largest movers of the signals that fired, in turns; of all signals where none did. */
function mostMoved({ signals }: Comparison<string>): Moved[] {
  const fired = signals.filter((signal) => signal.fired);
  const sources = fired.length > 0 ? fired : signals.filter(({ name }) => name === 'hash_delta');
  const longest = Math.max(0, ...sources.map(({ movers }) => movers.length));
  const ranked = Array.from({ length: longest }, (_, rank) =>
    sources.flatMap((signal) => {
      const mover = signal.movers[rank];
      return mover === undefined || mover.value <= (mover.noise ?? 0)
        ? []
        : [{ promptId: mover.promptId, signal, mover }];
    }),
  ).flat();
  const firstOfEach = new Map(ranked.toReversed().map((moved) => [moved.promptId, moved]));
  return ranked.filter((moved) => firstOfEach.get(moved.promptId) === moved).slice(0, SHOWN_PROMPTS);
}

function servedModel({ servedModel: evidence }: Comparison<string>): string[] {
  if (evidence === null || evidence.findings.length === 0) return [];
  return [
    `Who answered, as the gateway tells it (evidence, no part of p)\n${evidence.findings.map((finding) => `  - ${finding}\n`).join('')}`,
  ];
}
