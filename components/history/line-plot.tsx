'use client';

import { useRouter } from 'next/navigation';
import { NoisePlot } from '#components/charts/noise-plot.tsx';
import type { HistoryMarker, HistoryNight } from '#lib/contract/baselines.ts';
import { routes } from '#lib/contract/routes.ts';
import { markerLines } from './markers.tsx';
import { PointMark } from './point-mark.tsx';
import type { Point } from './series.ts';
import { NightTip } from './tooltip.tsx';

/** Beyond this many nights the line alone shows them, with those over the limit. */
const MOST_DOTS = 120;

interface LinePlotProps {
  points: readonly Point[];
  markers: readonly HistoryMarker[];
  /** Ends of the time axis in milliseconds. */
  span: readonly [number, number];
  /** Height of the dashed line, in the unit of the points. */
  limit: number;
  /** From the bottom of the axis to its top. */
  ticks: number[];
  format: (value: number) => string;
  say: (night: HistoryNight) => string;
}

/** A quantity night by night with what else happened; a night leads to its run. */
export function LinePlot({ points, markers, span, limit, ticks, format, say }: LinePlotProps) {
  const router = useRouter();
  return (
    <NoisePlot
      points={points}
      span={span}
      limit={limit}
      ticks={ticks}
      format={format}
      mark={<PointMark dense={points.length > MOST_DOTS} />}
      tip={<NightTip say={say} />}
      onPress={({ night }) => night && router.push(routes.run(night.runId))}
    >
      {markerLines(markers, span)}
    </NoisePlot>
  );
}
