import type { Project } from '../project/format.ts';
import type { GoldenTask } from '../task/format.ts';

/** What is known when somebody asks for a golden run. */
export interface GoldenStartFacts {
  agents: Project['agents'];
  tasks: readonly GoldenTask[];
  /** Of the same repository, agent and model. */
  activeRunId: number | null;
}

export interface GoldenStartRequest {
  agent: string;
  model: string;
}

export type GoldenStartDecision =
  | { allowed: true; agent: Project['agents'][number]; tasks: GoldenTask[] }
  | { allowed: false; code: 'conflict' | 'invalid_input'; reason: string };

/** Whether a golden run may start now, and with which tasks. */
export function decideGoldenStart(request: GoldenStartRequest, facts: GoldenStartFacts): GoldenStartDecision {
  const { agents, activeRunId } = facts;
  if (activeRunId !== null) {
    const reason = `Golden run ${activeRunId} of ${request.agent} with ${request.model} is still going. Wait for it or cancel it.`;
    return { allowed: false, code: 'conflict', reason };
  }
  const agent = agents.find(({ name }) => name === request.agent);
  if (agent === undefined) {
    return refused(
      `The repository has no agent ${request.agent}. It has: ${agents.map(({ name }) => name).join(', ')}.`,
    );
  }
  if (!agent.models.includes(request.model)) {
    return refused(`${agent.name} is not used with ${request.model}. Its models: ${agent.models.join(', ')}.`);
  }
  const tasks = facts.tasks.filter((task) => task.agents.includes(agent.name));
  if (tasks.length === 0) return refused(`No golden task names the agent ${agent.name}. Add it to a task's agents.`);
  return { allowed: true, agent, tasks };
}

function refused(reason: string): GoldenStartDecision {
  return { allowed: false, code: 'invalid_input', reason };
}
