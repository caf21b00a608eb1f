import type { KubeObject } from '#lib/kubernetes/types.ts';
import type { Clock } from '#lib/platform/clock.ts';
import type { DemoCluster } from '../cluster/server.ts';
import { correctionEvent } from './flux-event.ts';
import { isSame } from './objects.ts';
import { type RecordedDrift, type RecordedFleet, recordedObject } from './recorded.ts';
import type { FleetState } from './state.ts';
import { serverTime } from './times.ts';

/** A drift of the recording, and whether it is there now. */
export type FleetDrift = Pick<RecordedDrift, 'name' | 'told' | 'isOn'>;

/** Makes drifts in a cluster, and takes them back as Flux would. */
export class FleetDrifts {
  readonly #cluster: DemoCluster;
  readonly #recorded: RecordedFleet;
  readonly #commit: string;
  readonly #now: Clock;
  readonly #isOn: Map<string, boolean>;

  constructor(cluster: DemoCluster, recorded: RecordedFleet, commit: string, state: FleetState, now: Clock) {
    this.#cluster = cluster;
    this.#recorded = recorded;
    this.#commit = commit;
    this.#now = now;
    this.#isOn = new Map(recorded.drifts.map(({ name, isOn }) => [name, state.drifts[name] ?? isOn]));
    for (const drift of recorded.drifts) if (this.#isOn.get(drift.name) === true) this.#make(drift);
  }

  list(): FleetDrift[] {
    return this.#recorded.drifts.map(({ name, told }) => ({ name, told, isOn: this.#isOn.get(name) === true }));
  }

  /** Returns false where there is no such drift. */
  set(name: string, isOn: boolean): boolean {
    const drift = this.#recorded.drifts.find((each) => each.name === name);
    if (drift === undefined) return false;
    if (this.#isOn.get(name) === isOn) return true;
    this.#isOn.set(name, isOn);
    if (isOn) this.#make(drift, this.#now());
    else this.#takeBack(drift);
    return true;
  }

  /** @param at When it is done; left out: when it was recorded. */
  #make({ puts, removes, at: recordedAt }: RecordedDrift, at: Date = new Date(recordedAt)): void {
    const done = (object: KubeObject) =>
      recordedObject.parse(JSON.parse(JSON.stringify(object).replaceAll(recordedAt, serverTime(at))));
    for (const object of puts) this.#cluster.put(done(object));
    for (const object of removes) this.#cluster.remove(object);
  }

  #takeBack({ puts, removes }: RecordedDrift): void {
    const kept = this.#recorded.objects.filter((each) => [...puts, ...removes].some((other) => isSame(each, other)));
    for (const object of puts) if (!kept.some((each) => isSame(each, object))) this.#cluster.remove(object);
    for (const object of kept) this.#cluster.put(object);
    const event = correctionEvent(kept, this.#commit, this.#now());
    if (event !== null) this.#cluster.put(event);
  }
}
