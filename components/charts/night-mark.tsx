import type { NightPoint } from './nightly-series.ts';

interface MarkProps {
  cx?: number;
  cy?: number;
  payload?: NightPoint;
}

/** A night on the line: a dot, or a triangle where it belongs to an incident. */
export function NightMark({ cx, cy, payload }: MarkProps) {
  if (cx === undefined || cy === undefined || payload === undefined || payload.deltaRate === null) return null;
  if (payload.incidentId === null && payload.verdict !== 'drifted') {
    return <circle cx={cx} cy={cy} r={2.5} fill="var(--accent)" />;
  }
  return (
    <path
      d={`M${cx} ${cy - 6} l6 10.5 h-12 z`}
      fill="var(--tone-magenta)"
      stroke="var(--surface-card)"
      strokeWidth={1.25}
      strokeLinejoin="round"
    />
  );
}

/** A night that could not be measured: a cross on the axis. */
export function GapMark({ cx, cy }: MarkProps) {
  if (cx === undefined || cy === undefined) return null;
  return (
    <path
      d={`M${cx - 3.5} ${cy - 8} l7 7 m0 -7 l-7 7`}
      stroke="var(--mantine-color-dimmed)"
      strokeWidth={1.75}
      strokeLinecap="round"
    />
  );
}
