import { CUSUM_START } from '#lib/channels/model/sequential/cusum.ts';
import { weighNight } from '#lib/channels/model/sequential/night.ts';
import type { Verdict } from '#lib/channels/model/types.ts';
import { formatCount } from '#lib/format/numbers.ts';
import { compareSides, lossWarnings, makeSide, type RecordedOptions } from './compare.ts';
import type { FeatureMakers } from './features.ts';
import type { RecordedAnswer } from './line.ts';
import { badLine, readRecording } from './read.ts';
import { toSides } from './sides.ts';

type Night = string | number;

/** One judged night; null p and e where it could not be judged, and the CUSUM stays, or begins anew after an alarm. */
export interface ReplayedNight {
  night: Night;
  verdict: Verdict;
  p: number | null;
  e: number | null;
  cusum: number;
  alarm: boolean;
  reason: string;
}

export interface Replay {
  baselineNights: readonly Night[];
  nights: readonly ReplayedNight[];
  /** First night whose CUSUM alarmed; null where none did. */
  firstAlarm: Night | null;
  warnings: readonly string[];
}

/**
 * Plays recorded nights through comparison and CUSUM: the answers of the first `baselineNights` nights are the
 * baseline, each later night is judged against it. Nights are sorted, numbers in them by value. Recordings hold no
 * confirmations, so only the CUSUM alarms; after an alarm it begins anew. Without a night left to judge, no night is given.
 *
 * @throws TidemarkError `invalid_input`, naming file and line, also for a line without `night`.
 */
export async function replayRecording(
  file: string,
  options: RecordedOptions & { baselineNights: number },
  makers: FeatureMakers,
): Promise<Replay> {
  const recorded = await readRecording(file);
  const nights = byNight(file, recorded);
  const [before, after] = [nights.slice(0, options.baselineNights), nights.slice(options.baselineNights)];
  const baseline = await makeSide(
    before.flatMap(([, answers]) => answers),
    makers,
  );
  const judged: ReplayedNight[] = [];
  for (const [night, answers] of after) {
    const tonight = await makeSide(answers, makers);
    const { verdict, pValue, reason } = compareSides(toSides(baseline.answers, tonight.answers), options);
    judged.push({ night, verdict, reason, ...step(cusumBefore(judged.at(-1)), pValue, verdict) });
  }
  return {
    baselineNights: before.map(([night]) => night),
    nights: judged,
    firstAlarm: judged.find(({ alarm }) => alarm)?.night ?? null,
    warnings: [
      ...(after.length === 0 ? [`${file} holds ${formatCount(nights.length, 'night')}: none is left to judge.`] : []),
      ...lossWarnings(file, recorded),
      ...(baseline.warning === null ? [] : [baseline.warning]),
    ],
  };
}

/** Where the CUSUM stands before a night: an alarm has been told, and the evidence begins anew as it does for an endpoint. */
function cusumBefore(last: ReplayedNight | undefined): number {
  return last === undefined || last.alarm ? CUSUM_START : last.cusum;
}

function step(cusum: number, pValue: number | null, verdict: Verdict) {
  if (pValue === null) return { p: null, e: null, cusum, alarm: false };
  const check = { pValue, drifted: verdict === 'drifted' };
  const night = weighNight({ previousCusum: cusum, check, confirmation: null, steps: true });
  return { p: night.pValue, e: night.eValue, cusum: night.cusum, alarm: night.alarm };
}

function byNight(file: string, recorded: readonly RecordedAnswer[]): [Night, RecordedAnswer[]][] {
  const nights = new Map<string, [Night, RecordedAnswer[]]>();
  for (const answer of recorded) {
    if (answer.night === null) throw badLine(file, answer.line, '"night" is missing');
    const key = String(answer.night);
    const known = nights.get(key);
    if (known === undefined) nights.set(key, [answer.night, [answer]]);
    else known[1].push(answer);
  }
  const order = new Intl.Collator('en', { numeric: true });
  return [...nights.values()].sort(([a], [b]) => order.compare(String(a), String(b)));
}
