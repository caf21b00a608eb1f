import type { CandidateState, PublicationState } from '#lib/contract/candidates.ts';
import type { ScanStatus } from '#lib/contract/langfuse.ts';
import type { Label } from './labels.ts';

export const CANDIDATE_STATE_LABEL: Record<CandidateState, Label> = {
  pending: { label: 'Waiting', tone: 'violet', meaning: 'Nobody has decided yet.' },
  approved: { label: 'Approved', tone: 'green', meaning: 'Becomes a task of its own, by a branch of the repository.' },
  rejected: { label: 'Rejected', tone: 'grey', meaning: 'The golden suite stays as it is.' },
  merged: { label: 'Merged', tone: 'green', meaning: 'Went into a task that was there already.' },
};

export const PUBLICATION_STATE_LABEL: Record<PublicationState, Label> = {
  pending: { label: 'Not pushed yet', tone: 'violet', meaning: 'Waits for git or the forge; it is tried again.' },
  pushed: { label: 'Branch pushed', tone: 'teal', meaning: 'On a branch, without a pull request: merge it by hand.' },
  open: { label: 'Pull request open', tone: 'teal', meaning: 'Waits for its review.' },
  merged: { label: 'In the suite', tone: 'green', meaning: 'The pull request was merged.' },
  closed: { label: 'Pull request closed', tone: 'grey', meaning: 'Closed without being merged.' },
};

export const SCAN_STATUS_LABEL: Record<ScanStatus, Label> = {
  queued: { label: 'Queued', tone: 'grey', meaning: 'Waiting for the worker.' },
  running: { label: 'Searching', tone: 'teal', meaning: 'Reads scores and their traces page by page.' },
  finished: { label: 'Finished', tone: 'green', meaning: 'The whole stretch of time was searched.' },
  cancelled: { label: 'Cancelled', tone: 'grey', meaning: 'Stopped by hand; what was found stays.' },
  failed: { label: 'Failed', tone: 'magenta', meaning: 'Could not go on; what was found stays.' },
};
