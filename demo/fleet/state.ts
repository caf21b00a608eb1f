import { join } from 'node:path';
import { z } from 'zod';
import type { Clock } from '#lib/platform/clock.ts';
import { readState, writeState } from '../state-file.ts';

/** What was switched on or off since the demo began, and when that was. */
const stateShape = z.object({
  startedAt: z.iso.datetime().optional(),
  drifts: z.record(z.string(), z.boolean()).default({}),
});

/** What is kept over restarts in the fleet's folder. */
export class FleetState {
  readonly #file: string;
  readonly startedAt: Date;
  readonly drifts: Readonly<Record<string, boolean>>;

  constructor(folder: string, now: Clock) {
    this.#file = join(folder, 'state.json');
    const { startedAt, drifts } = readState(this.#file, stateShape);
    this.startedAt = startedAt === undefined ? now() : new Date(startedAt);
    this.drifts = drifts;
    if (startedAt === undefined) this.save({});
  }

  save(drifts: Readonly<Record<string, boolean>>): void {
    writeState(this.#file, { startedAt: this.startedAt.toISOString(), drifts });
  }
}
