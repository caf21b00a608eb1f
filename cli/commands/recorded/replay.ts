import { formatP } from '#lib/format/numbers.ts';
import { EXIT_CODE_OF_VERDICT } from '#lib/policy/exit-codes.ts';
import { CUSUM_ALARM } from '#lib/policy/thresholds.ts';
import { type Replay, type ReplayedNight, replayRecording } from '#lib/recorded/replay.ts';
import { json } from '../../reporters/json.ts';
import { table } from '../../reporters/table.ts';
import { warningList } from '../../reporters/warnings.ts';
import type { World } from '../../world.ts';
import { withMakers } from './makers.ts';

interface Options {
  baselineNights: number;
  alpha: number;
  seed: number;
  json?: true;
}

const HEAD = ['night', 'verdict', 'p', 'e', 'CUSUM', ''];

/** Prints what each recorded night would have shown; the exit code tells whether the CUSUM alarmed. */
export async function replayFile(file: string, options: Options, world: World): Promise<number> {
  const replay = await withMakers(world, undefined, (makers) => replayRecording(file, options, makers));
  world.stdout.write(options.json ? json(toJson(replay)) : report(replay));
  if (replay.firstAlarm !== null) return EXIT_CODE_OF_VERDICT.drifted;
  const judged = replay.nights.some(({ p }) => p !== null);
  return judged ? EXIT_CODE_OF_VERDICT.stable : EXIT_CODE_OF_VERDICT.unmeasured;
}

function toJson({ nights, firstAlarm }: Replay) {
  return {
    nights: nights.map(({ night, verdict, p, e, cusum, alarm }) => ({ night, verdict, p, e, cusum, alarm })),
    firstAlarm,
  };
}

function report({ baselineNights, nights, firstAlarm, warnings }: Replay): string {
  const outcome =
    firstAlarm === null
      ? `No alarm: the CUSUM stayed below ${CUSUM_ALARM}.`
      : `First alarm on night ${firstAlarm}: the CUSUM reached ${CUSUM_ALARM}.`;
  const rows = nights.map(row);
  return [
    `${outcome} Baseline: ${baselineNights.join(', ')}.\n`,
    ...(rows.length === 0 ? [] : [table(HEAD, rows, ['p', 'e', 'CUSUM'])]),
    ...warningList(warnings),
  ].join('\n');
}

function row({ night, verdict, p, e, cusum, alarm }: ReplayedNight): string[] {
  const pText = p === null ? '–' : formatP(p).replace(/^p\s(=\s)?/, '');
  return [String(night), verdict, pText, e === null ? '–' : amount(e), amount(cusum), alarm ? 'alarm' : ''];
}

function amount(value: number): string {
  return value < 1e6
    ? new Intl.NumberFormat('en-GB', { maximumSignificantDigits: 3 }).format(value)
    : value.toExponential(1);
}
