import type { IncidentDetail } from '#lib/contract/incidents.ts';
import { formatCount } from '#lib/format/numbers.ts';

export interface NextStep {
  text: string;
  done: boolean;
}

type Facts = Pick<
  IncidentDetail,
  'channel' | 'status' | 'assignee' | 'latestRun' | 'prompt' | 'drift' | 'clearedAt' | 'timeline'
>;

/** What to do about an incident, in order; done as far as the incident itself shows it. */
export function nextSteps(incident: Facts): NextStep[] {
  return [
    { text: 'Acknowledge it, so that others know somebody looks.', done: incident.status !== 'open' },
    { text: 'Give it an owner.', done: incident.assignee !== null },
    ...stepsOf(incident),
    {
      text: 'Write down what you found, for the next person.',
      done: incident.timeline.some(({ kind }) => kind === 'commented' || kind === 'resolved'),
    },
    { text: 'Resolve it with the reason.', done: incident.status === 'resolved' },
  ];
}

/** Whether these were done only the reader knows; closing the incident says so. */
function stepsOf(incident: Facts): NextStep[] {
  switch (incident.channel) {
    case 'model':
      return modelSteps(incident);
    case 'prompt':
      return promptSteps(incident);
    case 'code':
    case 'config':
      return driftSteps(incident);
  }
}

function promptSteps({ status, prompt }: Facts): NextStep[] {
  const done = status === 'resolved';
  return [
    {
      text: `Read the ${formatCount(prompt?.tasks.length ?? 0, 'regressed task')} below: is the new behaviour wrong?`,
      done,
    },
    { text: 'Find what changed: the commits under “Which commit?”, a tool, or the model under it.', done },
    {
      text: 'Revert it, or bless new baselines with “tidemark golden bless” where the change is wanted; a new run shows it.',
      done,
    },
  ];
}

function driftSteps({ status, channel, drift, clearedAt }: Facts): NextStep[] {
  const done = status === 'resolved';
  const objects = formatCount(drift?.total ?? 0, 'object');
  return [
    { text: `Read what differs on the ${objects} below, and who wrote it: do you know this change?`, done },
    {
      text: 'If nobody does, treat it as an intrusion: keep the evidence, and take that account’s access away.',
      done,
    },
    {
      text:
        channel === 'code'
          ? 'Put it back by having Flux apply git again; or, where it is wanted, bring it into git or ignore it with a reason.'
          : 'Put it back, or bring the live side into git; or ignore it with a reason.',
      done: done || clearedAt !== null,
    },
  ];
}

function modelSteps({ status, latestRun }: Facts): NextStep[] {
  const done = status === 'resolved';
  const changed = latestRun?.prompts.filter(({ movement }) => movement === 'changed').length ?? 0;
  return [
    { text: `Read the ${formatCount(changed, 'changed prompt')} below: is the new behaviour acceptable?`, done },
    { text: 'Look at who answered: another model version or deployment points to the provider.', done },
    {
      text: 'If it stays, accept it as the new baseline while resolving; if not, switch model or ask the provider.',
      done,
    },
  ];
}
