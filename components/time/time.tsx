'use client';

import { Tooltip } from '@mantine/core';
import { useNowMs } from './now.tsx';
import { fullTime, relativeTime, shortTime, timeAhead } from './relative.ts';
import { useHydrated } from './use-hydrated.ts';

interface TimeProps {
  /** ISO 8601 instant. */
  at: string;
  /** `relative` moves with the clock, as does `ahead`, for what is still to come; `absolute` is date and minute. */
  format?: 'relative' | 'ahead' | 'absolute';
  /** Reachable by keyboard, to read the exact time; turn off in tables, where every row would add a stop. */
  focusable?: boolean;
}

const FROM_NOW = { relative: relativeTime, ahead: timeAhead };

/** A moment. On hover or focus: the exact time in the viewer's zone and in UTC. */
export function Time({ at, format = 'relative', focusable = true }: TimeProps) {
  const nowMs = useNowMs();
  const zone = useHydrated() ? undefined : 'UTC';
  const atMs = Date.parse(at);
  return (
    <Tooltip label={<ExactTime atMs={atMs} />}>
      <time dateTime={at} tabIndex={focusable ? 0 : undefined}>
        {format === 'absolute' ? shortTime(atMs, zone) : FROM_NOW[format](atMs, nowMs)}
      </time>
    </Tooltip>
  );
}

function ExactTime({ atMs }: { atMs: number }) {
  const local = fullTime(atMs, undefined);
  const utc = fullTime(atMs, 'UTC');
  return (
    <span className="tabular">
      {local}
      {local !== utc && <br />}
      {local !== utc && utc}
    </span>
  );
}
