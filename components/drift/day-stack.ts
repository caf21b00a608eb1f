import type { DriftByDay } from '#lib/contract/drift/objects.ts';
import { formatCount } from '#lib/format/numbers.ts';
import { namespaceName } from './cluster-words.ts';

/** One stretch of every bar. */
export interface DaySeries {
  label: string;
  colour: string;
}

/** One bar: occurrences that began on a day, in the order of the series. */
export interface DayPoint {
  day: string;
  counts: number[];
  total: number;
}

export interface DayStack {
  series: DaySeries[];
  points: DayPoint[];
  total: number;
}

/** No severity colours: a bar says how often, not how bad. */
const COLOURS = [
  'var(--tone-magenta)',
  'var(--tone-violet)',
  'var(--tone-teal)',
  'color-mix(in srgb, var(--tone-magenta) 45%, var(--surface-card))',
];

const OTHERS = 'var(--tone-grey)';

/** Occurrences by day, stacked by namespace: those with most of them, and the others together. */
export function dayStack({ days, namespaces }: DriftByDay): DayStack {
  const busy = namespaces
    .map(({ namespace, occurrences }) => ({ label: namespaceName(namespace), occurrences, total: sum(occurrences) }))
    .filter(({ total }) => total > 0)
    .toSorted((one, other) => other.total - one.total || one.label.localeCompare(other.label));
  // A single namespace is never called "1 other".
  const named = busy.slice(0, busy.length > COLOURS.length + 1 ? COLOURS.length : busy.length);
  const rest = busy.slice(named.length);
  const stretches = [
    ...named.map(({ label, occurrences }, index) => ({ label, occurrences, colour: COLOURS[index] ?? OTHERS })),
    ...(rest.length === 0
      ? []
      : [
          {
            label: `${rest.length} others`,
            occurrences: days.map((_, index) => sum(rest.map((each) => each.occurrences[index] ?? 0))),
            colour: OTHERS,
          },
        ]),
  ];
  const points = days.map((day, index) => {
    const counts = stretches.map(({ occurrences }) => occurrences[index] ?? 0);
    return { day, counts, total: sum(counts) };
  });
  return {
    series: stretches.map(({ label, colour }) => ({ label, colour })),
    points,
    total: sum(points.map(({ total }) => total)),
  };
}

/** The chart in a sentence. */
export function stackSentence({ series, points, total }: DayStack): string {
  const span = `in ${formatCount(points.length, 'day')}`;
  if (total === 0) return `No drift began ${span}.`;
  const most = points.reduce((best, point) => (point.total > best.total ? point : best));
  const where = series[0] === undefined ? '' : `, most of it in ${series[0].label}`;
  return `Drift began ${formatCount(total, 'time')} ${span}${where}; most on ${dayName(most.day)}: ${formatCount(most.total)}.`;
}

// Days are those of UTC, whoever looks.
const dayFormat = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', timeZone: 'UTC' });

/** `23 Nov` */
export function dayName(day: string): string {
  return dayFormat.format(Date.parse(day));
}

function sum(counts: readonly number[]): number {
  return counts.reduce((total, count) => total + count, 0);
}
