import { EventEmitter } from 'node:events';
import type { KubeObject } from '#lib/kubernetes/types.ts';
import type { Clock } from '#lib/platform/clock.ts';
import { invariant } from '#lib/platform/errors.ts';
import { shortHash } from '../random.ts';

/** One object as it is kept. */
export interface Stored {
  group: string;
  kind: string;
  namespace: string | null;
  name: string;
  object: KubeObject;
}

/** Something that happened. */
export interface Change {
  revision: number;
  type: 'ADDED' | 'MODIFIED' | 'DELETED';
  stored: Stored;
}

/** What a list is made of, as it was at its revision. */
export interface Snapshot {
  revision: number;
  objects: readonly Stored[];
}

/** Lists in progress and changes that are remembered; an API server forgets them by time. */
const MAX_SNAPSHOTS = 100;
const MAX_CHANGES = 20_000;

/** The objects of a stand-in cluster with their history: every change has a revision, as in etcd. */
export class ClusterStore {
  readonly #now: Clock;
  readonly #objects = new Map<string, Stored>();
  readonly #snapshots = new Map<string, Snapshot>();
  readonly #changed = new EventEmitter().setMaxListeners(0);
  #history: Change[] = [];
  #revision = 1;
  #compacted = 0;

  constructor(now: Clock) {
    this.#now = now;
  }

  get revision(): number {
    return this.#revision;
  }

  /** Creates or replaces an object; what the server fills in is filled in. */
  put(object: KubeObject): KubeObject {
    const { group, kind, namespace, name } = identify(object);
    const key = keyOf(group, kind, namespace, name);
    const before = this.#objects.get(key);
    const revision = ++this.#revision;
    const metadata = {
      ...object.metadata,
      uid: before?.object.metadata.uid ?? object.metadata.uid ?? uidOf(`${key} ${revision}`),
      creationTimestamp:
        object.metadata.creationTimestamp ??
        this.#now()
          .toISOString()
          .replace(/\.\d+Z$/, 'Z'),
      resourceVersion: String(revision),
    };
    const stored = { group, kind, namespace, name, object: { ...object, metadata } };
    this.#objects.set(key, stored);
    this.#tell({ revision, type: before === undefined ? 'ADDED' : 'MODIFIED', stored });
    return stored.object;
  }

  /** Removes an object; nothing happens where there is none. */
  remove(object: KubeObject): void {
    const { group, kind, namespace, name } = identify(object);
    const key = keyOf(group, kind, namespace, name);
    const stored = this.#objects.get(key);
    if (stored === undefined) return;
    this.#objects.delete(key);
    const revision = ++this.#revision;
    const metadata = { ...stored.object.metadata, resourceVersion: String(revision) };
    this.#tell({ revision, type: 'DELETED', stored: { ...stored, object: { ...stored.object, metadata } } });
  }

  get(group: string, kind: string, namespace: string | null, name: string): Stored | undefined {
    return this.#objects.get(keyOf(group, kind, namespace, name));
  }

  /** Objects of a kind in the order of their keys, now or at an earlier list's revision; undefined when that is forgotten. */
  list(group: string, kind: string, namespace: string | null, revision = this.#revision): Snapshot | undefined {
    const key = `${revision} ${group} ${kind} ${namespace ?? ''}`;
    const kept = this.#snapshots.get(key);
    if (kept !== undefined || revision !== this.#revision) return kept;
    const objects = [...this.#objects.values()]
      .filter((each) => each.group === group && each.kind === kind)
      .filter((each) => namespace === null || each.namespace === namespace)
      .sort((a, b) => (startOf(a) < startOf(b) ? -1 : 1));
    const snapshot = { revision, objects };
    this.#snapshots.set(key, snapshot);
    const [oldest] = this.#snapshots.keys();
    if (this.#snapshots.size > MAX_SNAPSHOTS && oldest !== undefined) this.#snapshots.delete(oldest);
    return snapshot;
  }

  /** Changes of all kinds after a revision; undefined when they are forgotten. */
  since(revision: number): readonly Change[] | undefined {
    return revision < this.#compacted ? undefined : this.#history.filter((change) => change.revision > revision);
  }

  /** Calls back with each change from now on, until the returned function is called. */
  follow(listen: (change: Change) => void): () => void {
    this.#changed.on('change', listen);
    return () => this.#changed.off('change', listen);
  }

  /** Forgets all that was before now, as etcd does every five minutes. */
  compact(): void {
    this.#compacted = this.#revision;
    this.#history = [];
    this.#snapshots.clear();
  }

  #tell(change: Change): void {
    if (this.#history.length >= MAX_CHANGES) this.compact();
    this.#history.push(change);
    this.#changed.emit('change', change);
  }
}

/** The position of an object in a list. */
export function startOf({ namespace, name }: Stored): string {
  return namespace === null ? name : `${namespace}/${name}`;
}

function identify(object: KubeObject): Omit<Stored, 'object'> {
  const [group = '', version] = object.apiVersion.split('/');
  const { name, namespace } = object.metadata;
  invariant(name !== '', 'an object has a name');
  return {
    group: version === undefined ? '' : group,
    kind: object.kind,
    namespace: typeof namespace === 'string' ? namespace : null,
    name,
  };
}

function keyOf(group: string, kind: string, namespace: string | null, name: string): string {
  return `${group}/${kind}/${namespace ?? ''}/${name}`;
}

function uidOf(seed: string): string {
  const digits = `${shortHash(seed)}${shortHash(`${seed} again`)}`;
  return digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
