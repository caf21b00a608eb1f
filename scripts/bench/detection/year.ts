import { medianNight, nightsToIncident, shareWithIncident } from '#lib/channels/model/sequential/simulate.ts';
import { createRandom } from '#lib/channels/model/statistics/random.ts';
import { wilsonInterval } from '#lib/channels/model/statistics/wilson.ts';
import { CUSUM_ALARM, NIGHTLY_ALPHA, P_CONFIRMED } from '#lib/policy/thresholds.ts';

const NIGHTS = 365;
const UNCHANGED_ENDPOINTS = 20_000;
const CHANGED_ENDPOINTS = 5_000;
const POWERS = [0.09, 0.22, 0.45, 0.95];

export interface YearResult {
  falseAlarms: { share: number; ci: [number, number]; endpointYears: number };
  detection: { power: number; medianNights: number }[];
}

/** A year of nights of endpoints that never change, and of endpoints that changed before the first night. */
export function simulateYear(): YearResult {
  const thresholds = { alpha: NIGHTLY_ALPHA, cusumAlarm: CUSUM_ALARM, pConfirmed: P_CONFIRMED };
  const random = createRandom(1);
  const watch = (power: number, endpoints: number) =>
    nightsToIncident({ power, endpoints, nights: NIGHTS, random, thresholds });
  const unchanged = watch(NIGHTLY_ALPHA, UNCHANGED_ENDPOINTS);
  const share = shareWithIncident(unchanged);
  return {
    falseAlarms: {
      share,
      ci: wilsonInterval(Math.round(share * UNCHANGED_ENDPOINTS), UNCHANGED_ENDPOINTS),
      endpointYears: UNCHANGED_ENDPOINTS,
    },
    detection: POWERS.map((power) => ({ power, medianNights: medianNight(watch(power, CHANGED_ENDPOINTS)) })),
  };
}
