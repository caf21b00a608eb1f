import type { KubeObject } from '#lib/kubernetes/types.ts';
import { listAt, objectAt, textAt } from '../json.ts';
import type { FluxEvent } from './events.ts';

/** What Flux did to an object that was not as git says. */
export interface DriftCorrection {
  kind: string;
  /** Null: cluster-scoped. */
  namespace: string | null;
  name: string;
  /** `created`: somebody had deleted it; `detected`: it was only reported. */
  action: 'configured' | 'created' | 'detected';
}

/** What is known of the Flux object when its event is judged. */
export interface AppliedFacts {
  /** Revision that is applied; null where nothing is. */
  revision: string | null;
  /** Since when just this is applied; null where neither Flux nor Tidemark knows. */
  since: Date | null;
  /** Whether Flux has taken up the object's last change. */
  isSettled: boolean;
}

/** Whether an event tells of drift. */
export type DriftDecision =
  | { isDrift: true; corrections: DriftCorrection[] }
  /** `isUnknown`: it may well be drift, and what is known does not tell. */
  | { isDrift: false; isUnknown?: true; reason: string };

const PART = '[^/\\s\\p{C}]+';
const LINE = new RegExp(
  `^([A-Z][A-Za-z0-9]*)/(?:(${PART})/)?(${PART}) (configured|created|changed|removed)(?: \\(.*\\))?$`,
  'u',
);

/**
 * Decides whether an event of Flux tells of drift: objects that it changed although neither git nor the Flux object
 * changed since it last applied them, or what helm-controller itself calls drift.
 */
export function decideDrift(event: FluxEvent, facts: AppliedFacts): DriftDecision {
  const said = correctionsOf(event);
  if ('reason' in said) return no(said.reason);
  if (said.isDrift) return { isDrift: true, corrections: said.corrections };
  if (event.revision === null) return no('it names no revision');
  if (facts.revision !== event.revision) return no('the revision was applied for the first time');
  if (!facts.isSettled) return no('the Kustomization itself was changed');
  if (facts.since === null) {
    return { isDrift: false, isUnknown: true, reason: 'it is not known since when the revision is applied' };
  }
  if (event.at <= facts.since) return no('the revision was applied for the first time');
  return { isDrift: true, corrections: said.corrections };
}

/**
 * What an event says was done to which objects. `isDrift`: it calls that drift itself; else it depends on what was
 * applied before.
 */
export function correctionsOf(
  event: FluxEvent,
): { corrections: DriftCorrection[]; isDrift: boolean } | { reason: string } {
  if (event.severity !== 'info' && event.reason !== 'DriftDetected') return { reason: 'it tells of a failure' };
  const isHelm =
    event.kind === 'HelmRelease' && (event.reason === 'DriftDetected' || event.reason === 'DriftCorrected');
  const isApply = event.kind === 'Kustomization' && event.reason === 'Progressing';
  if (!isHelm && !isApply) return { reason: 'it is no word on drift' };
  const corrections = correctionsIn(event.message, event.reason === 'DriftDetected');
  return corrections.length === 0 ? { reason: 'it names no object that changed' } : { corrections, isDrift: isHelm };
}

/**
 * What a live Kustomization says of what is applied. Its history names when Flux first built the same objects, which may
 * have been before a change that was taken back: where Tidemark saw the revision come, that time counts, and where
 * nobody saw it come back, none.
 *
 * @param seenSince When Tidemark first saw the object with this revision and generation, after it had seen another.
 */
export function appliedFactsOf(kustomization: KubeObject, seenSince: Date | null): AppliedFacts {
  const generation = kustomization.metadata.generation;
  const [latest, ...earlier] = listAt(kustomization, 'status', 'history');
  const revision = textAt(kustomization, 'status', 'lastAppliedRevision');
  const first = textAt(latest, 'metadata', 'revision') === revision ? timeAt(latest, 'firstReconciled') : null;
  const since = latestOf([seenSince, first]);
  const others = earlier.filter((each) => textAt(each, 'digest') !== textAt(latest, 'digest'));
  const replaced = latestOf(others.map((each) => timeAt(each, 'lastReconciled')));
  return {
    revision,
    since: since !== null && replaced !== null && since < replaced ? null : since,
    isSettled: typeof generation === 'number' && generation === objectAt(kustomization, 'status')?.observedGeneration,
  };
}

/** When Flux last ended a reconciliation of a Kustomization, well or not; null where it keeps no history. */
export function lastReconciledAt(kustomization: KubeObject): Date | null {
  return timeAt(listAt(kustomization, 'status', 'history')[0], 'lastReconciled');
}

function timeAt(value: unknown, key: string): Date | null {
  const time = new Date(textAt(value, key) ?? Number.NaN);
  return Number.isNaN(time.getTime()) ? null : time;
}

function latestOf(times: readonly (Date | null)[]): Date | null {
  const known = times.filter((time) => time !== null).map((time) => time.getTime());
  return known.length === 0 ? null : new Date(Math.max(...known));
}

/** The objects that a message lists, one a line: `Kind/namespace/name configured`. */
function correctionsIn(message: string, isOnlyDetected: boolean): DriftCorrection[] {
  return message.split('\n').flatMap((line) => {
    const found = LINE.exec(line.trim());
    if (found === null) return [];
    const [, kind = '', namespace, name = '', word = ''] = found;
    const done = word === 'created' || word === 'removed' ? 'created' : 'configured';
    return [{ kind, namespace: namespace ?? null, name, action: isOnlyDetected ? 'detected' : done }];
  });
}

function no(reason: string): DriftDecision {
  return { isDrift: false, reason };
}
