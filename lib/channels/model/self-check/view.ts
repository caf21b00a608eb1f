import type { SelfCheck } from '#generated/prisma/client.ts';
import type { SelfCheckRate, SelfCheckView } from '#lib/contract/self-check.ts';
import { NIGHTLY_ALPHA, SELF_CHECK_MIN_ALARMS } from '#lib/policy/thresholds.ts';
import { rateOf, selfCheckDetail } from './types.ts';

/** A stored self-check as the API shows it; without one, that none has ended yet. */
export function viewOf(
  baselineId: number,
  row: Pick<SelfCheck, 'at' | 'trials' | 'alarms' | 'detail'> | undefined,
): SelfCheckView {
  if (row === undefined) {
    return {
      baselineId,
      at: null,
      ...rateOf({ trials: 0, alarms: 0 }),
      nominal: NIGHTLY_ALPHA,
      aboveNominal: false,
      unmeasured: 'The baseline has not been compared with itself yet.',
      ways: [],
    };
  }
  const { ways, unmeasured } = selfCheckDetail.parse(row.detail);
  const rates = ways.map(({ way, unmeasured: why, ...counts }) => ({ way, ...rateOf(counts), unmeasured: why }));
  const all = rateOf(row);
  return {
    baselineId,
    at: row.at.toISOString(),
    ...all,
    nominal: NIGHTLY_ALPHA,
    aboveNominal: [all, ...rates].some(isAboveNominal),
    unmeasured,
    ways: rates,
  };
}

/** More false alarms than the test is made for, and too many for that to be chance. */
function isAboveNominal({ alarms, low }: SelfCheckRate): boolean {
  return low > NIGHTLY_ALPHA && alarms >= SELF_CHECK_MIN_ALARMS;
}
