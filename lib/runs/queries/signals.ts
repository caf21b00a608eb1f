import { z } from 'zod';
import type { Prisma } from '#generated/prisma/client.ts';
import { SIGNAL_NAMES, type SignalName } from '#lib/channels/model/types.ts';
import { id } from '#lib/contract/common.ts';
import { type PromptSignal, promptSignal, type SignalView } from '#lib/contract/signals.ts';
import { SIGNAL_INFO } from '#lib/policy/signals.ts';

/** What saveComparison keeps in `signal.detail`; runs of earlier releases keep less. */
const storedDetail = z
  .object({
    unit: z.string().default('share'),
    unmeasured: z.string().nullable().default(null),
    movers: z.array(z.object({ promptId: id, value: z.number(), noise: z.number().nullable() })).default([]),
  })
  .catchall(z.json());

const storedPromptSignals = z.array(promptSignal);

/** What {@link toSignalViews} needs of a signal. */
export const SIGNAL_SELECT = {
  name: true,
  value: true,
  threshold: true,
  noise: true,
  pValue: true,
  pAdjusted: true,
  fired: true,
  detail: true,
} as const satisfies Prisma.SignalSelect;

type SignalRow = Prisma.SignalGetPayload<{ select: typeof SIGNAL_SELECT }>;

/** Signals in the order they are always shown in, with the keys of the prompts that moved them. */
export function toSignalViews(rows: readonly SignalRow[], promptKeys: ReadonlyMap<number, string>): SignalView[] {
  return rows.toSorted((a, b) => placeOf(a.name) - placeOf(b.name)).map((row) => toSignalView(row, promptKeys));
}

function toSignalView({ detail: stored, ...signal }: SignalRow, promptKeys: ReadonlyMap<number, string>): SignalView {
  const { unit, unmeasured, movers, ...detail } = storedDetail.parse(stored ?? {});
  return {
    ...signal,
    kind: isKnown(signal.name) ? SIGNAL_INFO[signal.name].kind : 'further',
    unit,
    unmeasured,
    movers: movers.map((mover) => ({ ...mover, key: promptKeys.get(mover.promptId) ?? `prompt ${mover.promptId}` })),
    detail,
  };
}

function isKnown(name: string): name is SignalName {
  return name in SIGNAL_INFO;
}

/** Signals outlive releases: one this release does not know comes last. */
function placeOf(name: string): number {
  const names: readonly string[] = SIGNAL_NAMES;
  const place = names.indexOf(name);
  return place === -1 ? names.length : place;
}

/** What each signal saw of one prompt, as stored in `prompt_comparison.signals`. */
export function toPromptSignals(stored: Prisma.JsonValue | undefined): PromptSignal[] {
  return storedPromptSignals.parse(stored ?? []);
}
