import { type RecordedFleet, recordedFleetShape } from './recorded.ts';

/** When the recording was made, in its own time: later than all that is in it. */
const RECORDED_AT = '2026-11-23T08:00:00Z';

const TIME = /"(20\d\d-\d\d-\d\dT\d\d:\d\d:\d\dZ)"/g;

/** The recording as if it had been made at `at`: people did things in the days before that. */
export function recordedAsOf(recorded: RecordedFleet, at: Date): RecordedFleet {
  const offsetMs = at.getTime() - Date.parse(RECORDED_AT);
  const moved = JSON.stringify(recorded).replace(TIME, (_, time: string) =>
    JSON.stringify(serverTime(new Date(Date.parse(time) + offsetMs))),
  );
  return recordedFleetShape.parse(JSON.parse(moved));
}

/** A time as an API server writes it: without fractions of a second. */
export function serverTime(at: Date): string {
  return at.toISOString().replace(/\.\d+Z$/, 'Z');
}
