import { ReferenceLine } from 'recharts';
import type { HistoryMarker } from '#lib/contract/baselines.ts';

type Kind = HistoryMarker['kind'];

/** How each kind of event is drawn: a glyph at the head of its line, told apart by shape as well as colour. */
export const MARKER: Record<Kind, { label: string; colour: string; glyph: string; dash: string }> = {
  incident_opened: { label: 'incident opened', colour: 'var(--tone-magenta)', glyph: 'M-4 -4h8l-4 8z', dash: '' },
  incident_resolved: { label: 'resolved', colour: 'var(--tone-green)', glyph: 'M-4 0l3 3 5-6', dash: '2 3' },
  baseline_ready: { label: 'new baseline', colour: 'var(--accent)', glyph: 'M-4 -4h8v8h-8z', dash: '' },
  baseline_ended: { label: 'baseline ended', colour: 'var(--tone-grey)', glyph: 'M-3 -3l6 6m0 -6l-6 6', dash: '2 3' },
  upgrade: { label: 'upgrade', colour: 'var(--tone-violet)', glyph: 'M0 -5l4 5h-2.5v4h-3v-4h-2.5z', dash: '4 3' },
};

/** Lines across a chart where something happened to the endpoint. */
export function markerLines(markers: readonly HistoryMarker[], [from, to]: readonly [number, number]) {
  return markers.flatMap(({ kind, at, label }) => {
    const atMs = Date.parse(at);
    if (atMs < from || atMs > to) return [];
    const { colour, dash } = MARKER[kind];
    return [
      <ReferenceLine
        key={`${kind} ${at} ${label}`}
        x={atMs}
        stroke={colour}
        strokeOpacity={0.7}
        strokeDasharray={dash}
        label={<Head kind={kind} label={label} />}
      />,
    ];
  });
}

interface HeadProps {
  kind: Kind;
  label: string;
  /** Given by the chart. */
  viewBox?: { x?: number; y?: number };
}

function Head({ kind, label, viewBox }: HeadProps) {
  if (viewBox?.x === undefined || viewBox.y === undefined) return null;
  return (
    <g transform={`translate(${viewBox.x} ${viewBox.y - 9})`}>
      <title>{label}</title>
      <Glyph kind={kind} />
    </g>
  );
}

/** The mark of a kind of event. */
export function Glyph({ kind }: { kind: Kind }) {
  const { colour, glyph } = MARKER[kind];
  const isLine = kind === 'incident_resolved' || kind === 'baseline_ended';
  return (
    <path
      d={glyph}
      stroke={colour}
      strokeWidth={isLine ? 2 : 1.5}
      fill={isLine ? 'none' : colour}
      strokeLinejoin="round"
    />
  );
}
