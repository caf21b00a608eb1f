import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Clock, systemClock } from '#lib/platform/clock.ts';
import { type DemoCluster, startDemoCluster } from '../cluster/server.ts';
import { type DemoFlagd, startDemoFlagd } from '../flagd/server.ts';
import { type FleetDrift, FleetDrifts } from './drifts.ts';
import { appliedFrom } from './objects.ts';
import { readFleet } from './recorded.ts';
import { type FleetRepository, openFleetRepository } from './repository.ts';
import { FleetState } from './state.ts';
import { recordedAsOf } from './times.ts';

/** What the demo's flagd serves, where it is not as git says. */
const LIVE_FLAGS = fileURLToPath(new URL('flags', import.meta.url));

interface DemoFleetOptions {
  /** Made where missing; holds the repository, and which drifts are there. */
  folder: string;
  /** 0, the default, takes any free port of the loopback interface. */
  clusterPort?: number;
  flagdPort?: number;
  now?: Clock;
}

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
export async function startDemoFleet(options: DemoFleetOptions): Promise<DemoFleet> {
  const { folder, clusterPort = 0, flagdPort = 0, now = systemClock } = options;
  mkdirSync(folder, { recursive: true });
  const repository = await openFleetRepository(join(folder, 'fleet.git'));
  const state = new FleetState(folder, now);
  const recorded = recordedAsOf(appliedFrom(readFleet(), repository), state.startedAt);
  const cluster = await startDemoCluster({ objects: recorded.objects, port: clusterPort, now });
  const flagd = await startDemoFlagd({ sources: liveFlags(), port: flagdPort });
  const drifts = new FleetDrifts(cluster, recorded, repository.commit, state, now);
  return {
    repository,
    cluster,
    flagd,
    drifts: () => drifts.list(),
    setDrift: (name, isOn) => {
      const isKnown = drifts.set(name, isOn);
      state.save(Object.fromEntries(drifts.list().map((each) => [each.name, each.isOn])));
      return isKnown;
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
