import type { ObjectRef } from '#lib/kubernetes/types.ts';
import { sha256 } from '#lib/platform/crypto.ts';
import { stableJson } from '#lib/platform/stable-json.ts';
import type { Series } from './prometheus.ts';

/** One series of the counter of corrected drifts. */
export interface Counter {
  /** Names it among all: digest of its resource and namespace, and digest of all its labels. */
  series: string;
  /** `Kind/name`, or whatever the exporter calls it. */
  resource: string;
  namespace: string;
  value: number;
}

/** A series as it was last seen. */
export interface KnownCounter {
  series: string;
  value: number;
  /** Whether it was there at the last look, rather than before. */
  isRecent: boolean;
}

/** By how much the drifts of one resource rose. */
export interface Rise {
  resource: string;
  namespace: string;
  by: number;
}

/** Names an object, or as much of it as the label tells. */
export type NamedResource = Pick<ObjectRef, 'kind' | 'namespace' | 'name'> & { group: string | null };

/**
 * What series of `kustomize_controller_drift_total` count. Prometheus renames the exporter's `namespace` where the target
 * has one of its own. What is no
 * count is left out, and each series counts once.
 */
export function countersOf(all: readonly Series[]): Counter[] {
  const counters = all.map(({ labels, value }) => {
    const { resource = '', namespace = '', exported_namespace: exported = namespace } = labels;
    const series = `${sha256(JSON.stringify([resource, exported]))}.${sha256(stableJson(labels))}`;
    return { series, resource, namespace: exported, value };
  });
  const counts = counters.filter(({ value }) => Number.isFinite(value) && value >= 0);
  return [...new Map(counts.map((counter) => [counter.series, counter])).values()];
}

/**
 * By how much each resource's drifts rose since the last look. A counter that fell began anew from 0, and so did one that
 * was not there, unless it takes the place of one that is gone since the last look: then only its labels changed.
 *
 * @param before Null where there was no look before, so that nothing is known to be new.
 */
export function risesOf(before: readonly KnownCounter[] | null, now: readonly Counter[]): Rise[] {
  if (before === null) return [];
  const known = new Map(before.map(({ series, value }) => [series, value]));
  const replaced = replacedBy(before, now);
  const rises = new Map<string, Rise>();
  for (const { series, resource, namespace, value } of now) {
    const last = known.get(series) ?? replaced.get(subjectOf(series)) ?? 0;
    const by = value < last ? value : value - last;
    const key = subjectOf(series);
    rises.set(key, { resource, namespace, by: by + (rises.get(key)?.by ?? 0) });
  }
  return [...rises.values()].filter(({ by }) => by > 0);
}

/** Largest values of the series that were there at the last look and are gone, by resource and namespace. */
function replacedBy(before: readonly KnownCounter[], now: readonly Counter[]): Map<string, number> {
  const isThere = new Set(now.map(({ series }) => series));
  const gone = new Map<string, number>();
  for (const { series, value } of before.filter((each) => each.isRecent && !isThere.has(each.series))) {
    const subject = subjectOf(series);
    gone.set(subject, Math.max(value, gone.get(subject) ?? 0));
  }
  return gone;
}

function subjectOf(series: string): string {
  return series.slice(0, series.indexOf('.'));
}

const NAMED = /^([A-Z][A-Za-z0-9]*)(?:\.([a-z0-9.-]+))?\/([^/\s\p{C}]+)$/u;

/** Reads `Kind/name` and `Kind.group/name`; null for what does not name one object. */
export function readResource({ resource, namespace }: Pick<Rise, 'resource' | 'namespace'>): NamedResource | null {
  const [, kind, group, name] = NAMED.exec(resource) ?? [];
  if (kind === undefined || name === undefined || /\p{C}/u.test(namespace)) return null;
  return { kind, group: group ?? null, namespace: namespace === '' ? null : namespace, name };
}
