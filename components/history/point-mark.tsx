import type { Point } from './series.ts';

interface PointMarkProps {
  cx?: number | undefined;
  cy?: number | undefined;
  payload?: Point;
  /** There are many: only those over the limit are marked. */
  dense: boolean;
}

/** A night on a line: a dot, or a diamond where it is over its limit. */
export function PointMark({ cx, cy, payload, dense }: PointMarkProps) {
  if (cx === undefined || cy === undefined || payload === undefined || payload.value === null) return null;
  if (!payload.fired) return dense ? null : <circle cx={cx} cy={cy} r={2} fill="var(--accent)" />;
  return (
    <path
      d={`M${cx} ${cy - 6}l6 6l-6 6l-6 -6z`}
      fill="var(--tone-magenta)"
      stroke="var(--surface-card)"
      strokeWidth={1.25}
    />
  );
}
