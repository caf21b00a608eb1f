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

/** What is known of the Flux object when its event arrives. */
export interface AppliedFacts {
  /** Revision that was applied before the event; null where nothing was. */
  revision: string | null;
  /** Generation that was applied then, and the one that the object has. */
  appliedGeneration: number | null;
  generation: number | null;
}

/** Whether an event tells of drift, with the reason either way. */
export type DriftDecision = { isDrift: true; corrections: DriftCorrection[] } | { isDrift: false; reason: string };

const LINE = /^([A-Z][A-Za-z0-9]*)\/(?:([^/\s]+)\/)?([^/\s]+) (configured|created|changed|removed)(?: \(.*\))?$/;

/**
 * Decides whether an event of Flux tells of drift: objects that it changed although neither git nor the Flux object
 * changed since it last applied them, or what helm-controller itself calls drift.
 */
export function decideDrift(event: FluxEvent, facts: AppliedFacts): DriftDecision {
  if (event.severity !== 'info' && event.reason !== 'DriftDetected') return no('it tells of a failure');
  const isHelm =
    event.kind === 'HelmRelease' && (event.reason === 'DriftDetected' || event.reason === 'DriftCorrected');
  const isApply = event.kind === 'Kustomization' && event.reason === 'Progressing';
  if (!isHelm && !isApply) return no('it is no word on drift');
  const corrections = correctionsIn(event.message, event.reason === 'DriftDetected');
  if (corrections.length === 0) return no('it names no object that changed');
  if (isHelm) return { isDrift: true, corrections };
  if (event.revision === null) return no('it names no revision');
  if (facts.revision !== event.revision) return no('the revision was applied for the first time');
  if (facts.generation === null || facts.generation !== facts.appliedGeneration) {
    return no('the Kustomization itself was changed');
  }
  return { isDrift: true, corrections };
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
