interface GapMarkProps {
  cx?: number;
  cy?: number;
}

/** A night that could not be measured: a cross on the axis. */
export function GapMark({ cx, cy }: GapMarkProps) {
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
