import { formatCount, formatDurationMs, formatShare } from '#lib/format/numbers.ts';
import type { PairResult } from './run-pair.ts';
import type { SpeedResult } from './speed.ts';
import type { YearResult } from './year.ts';

const COLUMNS = [
  ['pair', 58],
  ['rate', 7],
  ['95 % interval', 17],
  ['raw 30 %', 9],
  ['oracle', 7],
  ['calls', 6],
  ['tokens', 7],
] as const;

/** Heading of the table of pairs; rows follow one by one as they are known. */
export function pairHeading(): string {
  const rates =
    'Rate: false alarms of a null, power of a positive at nominal 1 %. Raw: more than 30 % of answers differ byte for byte.';
  const oracle =
    'Oracle: the same with the lowest threshold that 1 % of comparisons without a change exceed. Tokens: tonight’s answers.';
  return `${rates}\n${oracle}\n\n${cells(COLUMNS.map(([name]) => name))}\n`;
}

export function pairRow(result: PairResult): string {
  const [low, high] = result.ci;
  return `${cells([
    result.name,
    formatShare(result.rate),
    `${formatShare(low)}–${formatShare(high)}`,
    formatShare(result.rawHashRate),
    formatShare(result.oracleHashRate),
    formatCount(result.calls),
    formatCount(result.tokensTonight),
  ])}${result.unjudged > 0 ? `  ${formatCount(result.unjudged, 'trial')} without a verdict` : ''}\n`;
}

function cells(texts: readonly string[]): string {
  return texts
    .map((text, column) => {
      const width = COLUMNS[column]?.[1] ?? 0;
      return column === 0 ? text.padEnd(width) : text.padStart(width);
    })
    .join('  ');
}

/** What the pairs say together. */
export function pairSummary(results: readonly PairResult[]): string {
  const nulls = results.filter(({ kind }) => kind === 'null');
  const positives = results.filter(({ kind }) => kind === 'positive');
  const worst = nulls.toSorted((a, b) => b.rate - a.rate)[0];
  const weakest = positives.toSorted((a, b) => a.rate - b.rate)[0];
  return [
    worst &&
      `Nulls: ${formatShare(mean(nulls))} false alarms on average, at most ${formatShare(worst.rate)} (${worst.name}).\n`,
    weakest &&
      `Positives: power ${formatShare(mean(positives))} on average, at least ${formatShare(weakest.rate)} (${weakest.name}).\n`,
  ]
    .filter((line) => line !== undefined)
    .join('');
}

function mean(results: readonly PairResult[]): number {
  return results.reduce((sum, { rate }) => sum + rate, 0) / results.length;
}

export function yearReport({ falseAlarms, detection }: YearResult): string {
  const [low, high] = falseAlarms.ci;
  const rows = detection.map(
    ({ power, medianNights }) =>
      `  nightly power ${power.toFixed(2)}: incident after a median of ${formatCount(medianNights, 'night')}\n`,
  );
  return (
    `A year of nights, confirmations included\n` +
    `  unchanged endpoints: ${formatShare(falseAlarms.share)} have a false alarm (${formatShare(low)}–${formatShare(high)}, ` +
    `${formatCount(falseAlarms.endpointYears, 'endpoint-year')})\n${rows.join('')}`
  );
}

export function speedReport(speed: SpeedResult): string {
  const [early, late] = speed.rssBytes.map(megabytes);
  return (
    'Speed: 20 prompts, 3 + 1 repetitions, B = 999, 20 new answers of more than 1,000 characters encoded\n' +
    `  one endpoint-night: ${formatDurationMs(speed.wallMs)}, ${formatDurationMs(speed.cpuMs)} on one core; ` +
    `largest memory ${megabytes(speed.peakBytes)}\n` +
    `  1,000 endpoint-nights in two processes, extrapolated from ${speed.sampledNights}: ${formatDurationMs(speed.thousandMs)}; ` +
    `${formatDurationMs(speed.thousandCpuMs)} by the processor time they took\n` +
    `  memory of a process after the first nights ${early}, after the last ${late}\n`
  );
}

function megabytes(bytes: number): string {
  return `${Math.round(bytes / 1e6)} MB`;
}
