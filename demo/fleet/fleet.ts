import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { type DemoCluster, startDemoCluster } from '../cluster/server.ts';
import { type DemoFlagd, startDemoFlagd } from '../flagd/server.ts';
import { readState, writeState } from '../state-file.ts';
import { isSame, objectsOf } from './objects.ts';
import { type RecordedDrift, readFleet } from './recorded.ts';
import { type FleetRepository, openFleetRepository } from './repository.ts';

/** Drifts that were switched on or off. */
const stateShape = z.record(z.string(), z.boolean());

/** What the demo's flagd serves, where it is not as git says. */
const LIVE_FLAGS = fileURLToPath(new URL('flags', import.meta.url));

interface DemoFleetOptions {
  /** Made where missing; holds the repository, and which drifts are there. */
  folder: string;
  /** 0, the default, takes any free port of the loopback interface. */
  clusterPort?: number;
  flagdPort?: number;
}

/** A drift of the recording, and whether it is there now. */
export type FleetDrift = Pick<RecordedDrift, 'name' | 'told' | 'isOn'>;

/** A repository, a cluster that Flux keeps by it, and a flagd; some things in both are not as git says. */
export interface DemoFleet {
  repository: FleetRepository;
  cluster: DemoCluster;
  flagd: DemoFlagd;
  drifts(): FleetDrift[];
  /** Does what somebody did, or takes it back as Flux would. Returns false where there is no such drift. */
  setDrift(name: string, isOn: boolean): boolean;
  close(): Promise<void>;
}

/**
 * Starts the demo's fleet with the drifts that it begins with.
 *
 * @throws TidemarkError `misconfigured` where git is not installed, or a port cannot be used.
 */
export async function startDemoFleet({ folder, clusterPort = 0, flagdPort = 0 }: DemoFleetOptions): Promise<DemoFleet> {
  mkdirSync(folder, { recursive: true });
  const repository = await openFleetRepository(join(folder, 'fleet.git'));
  const recorded = readFleet();
  const objects = objectsOf(recorded, repository);
  const cluster = await startDemoCluster({ objects, port: clusterPort });
  const flagd = await startDemoFlagd({ sources: liveFlags(), port: flagdPort });
  const stateFile = join(folder, 'drifts.json');
  const state = readState(stateFile, stateShape);
  const isThere = ({ name, isOn }: RecordedDrift) => state[name] ?? isOn;

  function change({ puts, removes }: RecordedDrift, isOn: boolean): void {
    if (isOn) {
      for (const object of puts) cluster.put(object);
      for (const object of removes) cluster.remove(object);
      return;
    }
    for (const object of [...puts, ...removes]) {
      const before = objects.find((each) => isSame(each, object));
      if (before === undefined) cluster.remove(object);
      else cluster.put(before);
    }
  }

  for (const drift of recorded.drifts) if (isThere(drift)) change(drift, true);
  return {
    repository,
    cluster,
    flagd,
    drifts: () => recorded.drifts.map((drift) => ({ name: drift.name, told: drift.told, isOn: isThere(drift) })),
    setDrift: (name, isOn) => {
      const drift = recorded.drifts.find((each) => each.name === name);
      if (drift === undefined) return false;
      if (isThere(drift) !== isOn) change(drift, isOn);
      state[name] = isOn;
      writeState(stateFile, state);
      return true;
    },
    close: async () => {
      await Promise.all([cluster.close(), flagd.close()]);
    },
  };
}

function liveFlags(): Record<string, string> {
  const names = readdirSync(LIVE_FLAGS).toSorted();
  return Object.fromEntries(names.map((name) => [name, readFileSync(join(LIVE_FLAGS, name), 'utf8')]));
}
