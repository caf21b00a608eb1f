import type { IncidentDetail } from '#lib/contract/incidents.ts';
import { formatCount } from '#lib/format/numbers.ts';

export interface NextStep {
  text: string;
  done: boolean;
}

type Facts = Pick<IncidentDetail, 'channel' | 'status' | 'assignee' | 'latestRun' | 'prompt' | 'timeline'>;

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
      return [];
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
