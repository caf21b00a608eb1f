const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** Beyond this many days a moment reads better as a date. */
const RELATIVE_DAYS = 30;

/**
 * A moment as seen from `nowMs`: `just now`, `5 min ago`, `in 3 h`, `2 d ago`; beyond 30 days its UTC date. Depends on
 * nothing but its arguments, so server and browser print the same.
 */
export function relativeTime(atMs: number, nowMs: number): string {
  const distance = Math.abs(nowMs - atMs);
  if (distance < MINUTE_MS) return 'just now';
  if (distance > RELATIVE_DAYS * DAY_MS) return utcDate(atMs);
  const span = coarseSpan(distance);
  return atMs > nowMs ? `in ${span}` : `${span} ago`;
}

/** A moment still to come as seen from `nowMs`: `within a minute`, `in 3 h`; one that is overdue is awaited any minute. */
export function timeAhead(atMs: number, nowMs: number): string {
  return atMs - nowMs < MINUTE_MS ? 'within a minute' : relativeTime(atMs, nowMs);
}

function coarseSpan(distanceMs: number): string {
  if (distanceMs < HOUR_MS) return `${Math.floor(distanceMs / MINUTE_MS)} min`;
  if (distanceMs < 2 * DAY_MS) return `${Math.floor(distanceMs / HOUR_MS)} h`;
  return `${Math.floor(distanceMs / DAY_MS)} d`;
}

/** Calendar date in UTC: `23 Nov 2025`. */
function utcDate(atMs: number): string {
  return absolute(atMs, { dateStyle: 'medium' }, 'UTC');
}

/** Date and time to the second in a zone, with the zone's name: `23 Nov 2025, 04:10:33 UTC`. */
export function fullTime(atMs: number, timeZone: string | undefined): string {
  const options: Intl.DateTimeFormatOptions = {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    timeZoneName: 'short',
  };
  return absolute(atMs, options, timeZone);
}

/** Date and time to the minute in a zone: `23 Nov 2025, 04:10`. */
export function shortTime(atMs: number, timeZone: string | undefined): string {
  return absolute(atMs, { dateStyle: 'medium', timeStyle: 'short' }, timeZone);
}

function absolute(atMs: number, options: Intl.DateTimeFormatOptions, timeZone: string | undefined): string {
  return new Intl.DateTimeFormat('en-GB', { ...options, ...(timeZone && { timeZone }) }).format(atMs);
}
