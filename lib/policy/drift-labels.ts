import type { ClusterScanView, NotComparedView } from '#lib/contract/drift/clusters.ts';
import type { FindingView, OccurrenceView } from '#lib/contract/drift/objects.ts';
import type { ScanStatus } from '#lib/contract/langfuse.ts';
import type { ChannelState } from '#lib/contract/overview.ts';
import { CHANNEL_STATE_LABEL, type Label } from './labels.ts';

export type FindingKind = FindingView['kind'];

/** The six kinds of difference between git and a cluster. */
export const FINDING_KIND_LABEL: Record<FindingKind, Label> = {
  missing: { label: 'Missing', tone: 'magenta', meaning: 'git has it, what runs has not.' },
  modified: { label: 'Changed', tone: 'magenta', meaning: 'Both have it, with other values.' },
  foreign: {
    label: 'Added',
    tone: 'violet',
    meaning: 'Somebody other than the GitOps controller added it; git does not know it.',
  },
  stale: { label: 'Left over', tone: 'teal', meaning: 'The GitOps controller applied it once, git no longer has it.' },
  extra: { label: 'Not in git', tone: 'violet', meaning: 'It runs, and git does not have it at all.' },
  'ownership-lost': {
    label: 'Ownership lost',
    tone: 'magenta',
    meaning:
      'The record of who owns which field was removed or forged, or the object is no longer the one that was applied.',
  },
};

export type DriftObjectState = 'drifted' | 'ignored' | 'clean';

export const DRIFT_STATE_LABEL: Record<DriftObjectState, Label> = {
  drifted: { label: 'Drifts', tone: 'magenta', meaning: 'Differs from git now.' },
  ignored: { label: 'Ignored', tone: 'grey', meaning: 'Differs from git; ignore rules hide all of it.' },
  clean: { label: 'As git says', tone: 'green', meaning: 'Drifted once, and is as git says again.' },
};

/** Verdicts of the model and prompt channels speak of answers; those of clusters and flags speak of objects. */
export const DRIFT_VERDICT_LABEL: Record<ChannelState, Label> = {
  ...CHANNEL_STATE_LABEL,
  stable: { ...CHANNEL_STATE_LABEL.stable, meaning: 'All of it was compared, and all of it is as git says.' },
  drifted: { ...CHANNEL_STATE_LABEL.drifted, meaning: 'Something runs that git does not say.' },
  unmeasured: {
    ...CHANNEL_STATE_LABEL.unmeasured,
    meaning: 'Part of it could not be compared. This says nothing about drift either way.',
  },
};

/** How an occurrence came to be known. */
export const DRIFT_ORIGIN_LABEL: Record<OccurrenceView['origin'], { label: string; meaning: string }> = {
  scan: { label: 'Comparison', meaning: 'Found by comparing the whole cluster, or the flags, with git.' },
  watch: { label: 'Watch', meaning: 'Found while watching the cluster, within seconds of the change.' },
  flux: { label: 'Flux’s word', meaning: 'Flux said that it put the object back as git says.' },
};

export const CLUSTER_SCAN_STATUS_LABEL: Record<ScanStatus, Label> = {
  queued: { label: 'Queued', tone: 'grey', meaning: 'Waiting for the worker.' },
  running: { label: 'Comparing', tone: 'teal', meaning: 'Reads git and the cluster, kind by kind.' },
  finished: { label: 'Finished', tone: 'green', meaning: 'What could be read was compared.' },
  cancelled: { label: 'Cancelled', tone: 'grey', meaning: 'Stopped by hand; nothing was concluded from it.' },
  failed: { label: 'Failed', tone: 'magenta', meaning: 'Could not be completed; nothing was concluded from it.' },
};

export const CLUSTER_SCAN_CAUSE_LABEL: Record<ClusterScanView['cause'], string> = {
  asked: 'By hand',
  commit: 'New commit',
  daily: 'Daily',
  kinds: 'Kinds changed',
  started: 'First look',
};

/** Why something was not compared, and what mends it. */
export const NOT_COMPARED_LABEL: Record<NotComparedView['reason'], { label: string; mend: string }> = {
  forbidden: { label: 'Not allowed to read', mend: 'Give Tidemark’s account get, list and watch on it.' },
  unauthorized: { label: 'Credentials refused', mend: 'Renew the cluster’s credentials under Settings, Clusters.' },
  not_served: {
    label: 'Not served',
    mend: 'The cluster does not know this kind: install its definition, or remove it from git.',
  },
  unreachable: { label: 'Not reachable', mend: 'Check the address, and the way to it.' },
  expired: { label: 'Changed while it was read', mend: 'It is read again with the next comparison.' },
  refused: { label: 'Refused', mend: 'Mend what the cluster refuses, in git or in the cluster.' },
  too_large: { label: 'Too large', mend: 'Make the object smaller, or opt it out in git.' },
  unreadable: { label: 'Not readable', mend: 'Mend what git or the cluster holds there.' },
  not_rendered: {
    label: 'git’s side could not be made',
    mend: 'Mend what is named: in git, in Flux, or where Tidemark runs.',
  },
  opted_out: { label: 'Opted out', mend: 'git asks that it is left alone.' },
};
