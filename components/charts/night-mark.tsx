import type { NightPoint } from './nightly-series.ts';

interface MarkProps {
  cx?: number;
  cy?: number;
  payload?: NightPoint;
}

/** A night on the line: a dot, or a triangle where it belongs to an incident. */
export function NightMark({ cx, cy, payload }: MarkProps) {
  if (cx === undefined || cy === undefined || payload === undefined || payload.value === null) return null;
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
