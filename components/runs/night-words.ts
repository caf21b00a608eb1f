import type { RunDetail } from '#lib/contract/runs.ts';
import type { NightStep } from '#lib/contract/signals.ts';
import { formatCount } from '#lib/format/numbers.ts';
import { isActive } from './run-facts.ts';

const SUPERSCRIPT = '⁰¹²³⁴⁵⁶⁷⁸⁹';
const LARGEST_PLAIN = 10_000;

/** Evidence as a plain factor: `0.4`, `12`, `3,400`, `2.1 × 10⁷`. */
export function formatEvidence(evidence: number): string {
  if (evidence < 10) return String(Number(evidence.toPrecision(2)));
  if (evidence < LARGEST_PLAIN) return formatCount(Math.round(evidence));
  const exponent = Math.floor(Math.log10(evidence));
  const raised = [...String(exponent)].map((digit) => SUPERSCRIPT[Number(digit)]).join('');
  return `${(evidence / 10 ** exponent).toFixed(1)}\u00a0×\u00a010${raised}`;
}

/** How far the evidence over the nights is from the alarm, in plain words. */
export function evidenceSentence({ cusum, eValue }: Pick<NightStep, 'cusum' | 'eValue'>, alarmAt: number): string {
  if (cusum >= alarmAt) return 'The evidence over the nights is over the alarm level.';
  if (eValue <= 1) return 'A night like this one speaks for “nothing changed”.';
  const nights = Math.ceil(Math.log(alarmAt / Math.max(cusum, 1)) / Math.log(eValue));
  return nights === 1 ? 'One more such night would alarm.' : `${formatCount(nights)} more such nights would alarm.`;
}

/** Why a run has no step of evidence, or that one is to come. */
export function noStep(run: Pick<RunDetail, 'status' | 'verdict' | 'confirmation'>): string {
  if (isActive(run)) return 'Known once the run is judged.';
  if (run.confirmation !== null && isActive(run.confirmation)) {
    return 'It is weighed when the fresh repetitions are in.';
  }
  if (run.verdict === 'calibrating') return 'Nothing is weighed while the baseline calibrates.';
  return 'Nothing was judged, so there is nothing to weigh.';
}

/** What became of the fresh repetitions; null where a confirmation run tells. */
export function noConfirmation(run: Pick<RunDetail, 'status' | 'verdict'>): string {
  if (isActive(run)) return 'Asked for if the check drifts.';
  return run.verdict === 'drifted'
    ? 'None were asked for, so the nights to come decide.'
    : 'Not asked for: the check did not drift.';
}
