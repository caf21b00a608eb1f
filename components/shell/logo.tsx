/** The mark: a wave against the line it is measured by. */
export function Logo({ size = 22 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 24 24" fill="none" aria-hidden="true" focusable="false">
      <rect width="24" height="24" rx="6" fill="var(--mantine-color-tide-7)" />
      <path d="M4 9.5h16" stroke="#fff" strokeOpacity="0.55" strokeWidth="1.5" strokeDasharray="2 2" />
      <path
        d="M4 15.5c2.2 0 2.6-3 4.8-3s2.6 3 4.8 3c2.6 0 2.4-8 6.4-8"
        stroke="#fff"
        strokeWidth="2"
        strokeLinecap="round"
      />
    </svg>
  );
}
