import type { Channel, Verdict } from '#lib/contract/common.ts';
import type { EndpointView, GatewayView } from '#lib/contract/endpoints.ts';
import type { IncidentStatus, Resolution } from '#lib/contract/incidents.ts';
import type { ChannelState } from '#lib/contract/overview.ts';
import type { PromptKind, ProposalState, ProposedPrompt } from '#lib/contract/proposals.ts';
import type { RepositoryView } from '#lib/contract/repositories.ts';
import type { CallPlan, Movement, RunStatus, RunSummary } from '#lib/contract/runs.ts';
import type { Permission, Role } from './permissions.ts';
import type { Tone } from './tones.ts';

/** How a state is named, what it means in a sentence, and the tone it is drawn in. */
export interface Label {
  label: string;
  meaning: string;
  tone: Tone;
}

export const VERDICT_LABEL: Record<Verdict, Label> = {
  stable: { label: 'Stable', tone: 'green', meaning: 'Answers differ no more than the baseline differs from itself.' },
  drifted: { label: 'Drifted', tone: 'magenta', meaning: 'A signal is over its threshold and over the noise.' },
  calibrating: {
    label: 'Calibrating',
    tone: 'violet',
    meaning: 'The baseline has too few repetitions to know its own noise, so nothing is judged yet.',
  },
  unmeasured: {
    label: 'Unmeasured',
    tone: 'grey',
    meaning: 'Too few answers could be measured. This says nothing about drift either way.',
  },
};

export const CHANNEL_STATE_LABEL: Record<ChannelState, Label> = {
  ...VERDICT_LABEL,
  not_watched: { label: 'Not watched', tone: 'grey', meaning: 'Nothing of this channel is set up.' },
};

export const CHANNEL_LABEL: Record<Channel, { label: string; question: string }> = {
  model: { label: 'Model', question: 'Does the provider still serve the same behaviour?' },
  prompt: { label: 'Prompt', question: 'Do edited prompts still pass their tasks?' },
  code: { label: 'Code', question: 'Does the cluster run what git says?' },
  config: { label: 'Config', question: 'Do flags, config maps and policies match git?' },
};

export const INCIDENT_STATUS_LABEL: Record<IncidentStatus, Label> = {
  open: { label: 'Open', tone: 'magenta', meaning: 'Nobody has taken it yet.' },
  acknowledged: { label: 'Acknowledged', tone: 'teal', meaning: 'Somebody is on it.' },
  resolved: { label: 'Resolved', tone: 'grey', meaning: 'Closed with a reason.' },
};

export const RESOLUTION_LABEL: Record<Resolution, { label: string; meaning: string }> = {
  provider_change: { label: 'Provider change', meaning: 'The provider changed the model; we live with it or moved.' },
  intended_change: { label: 'Intended change', meaning: 'We changed something on purpose.' },
  fixed: { label: 'Fixed', meaning: 'The cause was found and removed.' },
  false_alarm: { label: 'False alarm', meaning: 'Nothing had changed; counts towards the false-alarm rate.' },
  duplicate: { label: 'Duplicate', meaning: 'Another incident covers it.' },
};

export const RUN_STATUS_LABEL: Record<RunStatus, Label> = {
  queued: { label: 'Queued', tone: 'grey', meaning: 'Waiting for the worker.' },
  sampling: { label: 'Sampling', tone: 'teal', meaning: 'Asking the endpoint for answers.' },
  evaluating: {
    label: 'Evaluating',
    tone: 'teal',
    meaning: 'Comparing the answers with the baseline, by a judge where there is one.',
  },
  finished: { label: 'Finished', tone: 'green', meaning: 'All samples are stored and judged.' },
  cancelled: { label: 'Cancelled', tone: 'grey', meaning: 'Stopped by hand; stored answers are kept.' },
  failed: { label: 'Failed', tone: 'magenta', meaning: 'Could not be completed; stored answers are kept.' },
};

export const RUN_TRIGGER_LABEL: Record<RunSummary['trigger'], string> = {
  schedule: 'Nightly',
  manual: 'By hand',
  ci: 'CI',
  upgrade: 'Upgrade',
};

export const RUN_PURPOSE_LABEL: Record<RunSummary['purpose'], string> = {
  check: 'Check',
  baseline: 'Baseline capture',
  confirmation: 'Confirmation',
  screening: 'Prompt screening',
};

export const CALL_PLAN_LABEL: Record<CallPlan, { label: string; meaning: string }> = {
  standard: {
    label: 'Standard',
    meaning: 'Short prompts three times, behaviour prompts once. Repetitions of short prompts find small changes.',
  },
  single: {
    label: 'Every prompt once',
    meaning: 'The fewest calls. Finds large changes; small ones take more nights.',
  },
  deep: { label: 'Deep', meaning: 'Every prompt five times, as once a week. Finds the smallest changes.' },
};

export const MOVEMENT_LABEL: Record<Movement, Label> = {
  same: { label: 'Same', tone: 'green', meaning: 'The answer occurs in the baseline.' },
  changed: { label: 'Changed', tone: 'magenta', meaning: 'The answer occurs nowhere in the baseline.' },
  format_only: { label: 'Format only', tone: 'violet', meaning: 'Same content, laid out differently.' },
  unmeasured: { label: 'Unmeasured', tone: 'grey', meaning: 'An answer is missing on one side.' },
};

export const ENDPOINT_STATUS_LABEL: Record<EndpointView['status'], Label> = {
  active: { label: 'Active', tone: 'green', meaning: 'Checked every night.' },
  paused: { label: 'Paused', tone: 'grey', meaning: 'Not checked until somebody resumes it.' },
};

export const ROLE_LABEL: Record<Role, { label: string; meaning: string }> = {
  viewer: { label: 'Viewer', meaning: 'Reads everything but the audit log.' },
  curator: { label: 'Curator', meaning: 'Also comments, publishes suites and decides on candidates.' },
  operator: {
    label: 'Operator',
    meaning: 'Also handles incidents, runs and endpoints, compares clusters, and decides on drift.',
  },
  admin: {
    label: 'Admin',
    meaning: 'Also manages gateways, clusters, repositories, Langfuse projects, people and tokens.',
  },
};

/** What each permission lets somebody do; the scopes of API tokens. */
export const PERMISSION_LABEL: Record<Permission, string> = {
  view: 'Read everything but the audit log',
  'incident.comment': 'Comment on incidents',
  'suite.publish': 'Publish canary suites',
  'incident.triage': 'Acknowledge, assign and resolve incidents',
  'run.start': 'Start runs',
  'run.cancel': 'Cancel runs',
  'baseline.bless': 'Accept a behaviour as the new baseline',
  'endpoint.write': 'Add, change and test endpoints',
  'cluster.scan': 'Compare clusters and flags with git now',
  'drift.ignore': 'Say what is no drift',
  'flag.decide': 'Bring flags to git, or refuse them',
  'golden.run': 'Start and cancel golden runs',
  'golden.report': 'Post the results of gates in pipelines',
  'candidate.decide': 'Edit, try, approve and reject candidates',
  'audit.view': 'Read the audit log',
  'settings.view': 'Read the configuration',
  'gateway.write': 'Add and change gateways and their keys',
  'repository.write': 'Add and change git repositories and their tokens',
  'langfuse.write': 'Add and change Langfuse projects and their keys',
  'cluster.write': 'Add and change clusters, git sources and flag sources with their credentials',
  'tier.write': 'Set the tiers of namespaces and policies',
  'people.write': 'Manage people',
  'token.write': 'Manage API tokens',
};

export const GATEWAY_KIND_LABEL: Record<GatewayView['kind'], string> = {
  litellm: 'LiteLLM',
  openai: 'OpenAI-compatible',
};

export const FORGE_LABEL: Record<RepositoryView['forge'], string> = {
  none: 'None',
  github: 'GitHub',
  gitlab: 'GitLab',
  gitea: 'Gitea or Forgejo',
};

export const PROPOSAL_STATE_LABEL: Record<ProposalState, Label> = {
  open: { label: 'Open', tone: 'magenta', meaning: 'Waits for somebody to accept or reject it.' },
  accepted: { label: 'Accepted', tone: 'green', meaning: 'Published as a version of the suite.' },
  rejected: { label: 'Rejected', tone: 'grey', meaning: 'The suite stayed as it was.' },
};

export const PROMPT_KIND_LABEL: Record<PromptKind, Label> = {
  border: { label: 'Border', tone: 'teal', meaning: 'Nearly tied between answers, so that small changes show.' },
  stable: { label: 'Stable', tone: 'green', meaning: 'Always answered the same, so that it moves only with much.' },
  noisy: { label: 'Too noisy', tone: 'violet', meaning: 'Hardly any answer twice, which would hide changes.' },
  unmeasured: { label: 'Unmeasured', tone: 'grey', meaning: 'Too few answers to tell.' },
};

export const PROMPT_CHANGE_LABEL: Record<ProposedPrompt['change'], Label> = {
  kept: { label: 'Kept', tone: 'grey', meaning: 'In the present version and in the proposed one.' },
  added: { label: 'Added', tone: 'green', meaning: 'A candidate that the proposed version takes in.' },
  removed: { label: 'Removed', tone: 'magenta', meaning: 'In the present version, not in the proposed one.' },
  passed_over: { label: 'Passed over', tone: 'grey', meaning: 'A candidate that was not chosen.' },
};
