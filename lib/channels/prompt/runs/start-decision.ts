import { formatUsd } from '#lib/format/numbers.ts';
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

/** What the budget of a repository means for a run before it begins. */
export type BudgetDecision = { allowed: true; note: string | null } | { allowed: false; reason: string };

/**
 * Whether a run may begin with its budget. One that is expected to cost more is refused; where nobody knows its cost, it
 * begins and keeps to the budget while it goes (runner/ledger.ts).
 */
export function decideBudget(costUsd: number | null, budgetUsd: number | null): BudgetDecision {
  if (budgetUsd === null) return { allowed: true, note: null };
  const budget = formatUsd(budgetUsd);
  if (costUsd === null) {
    const note = `What the run costs is not known before it begins. It stops asking once ${budget} are spent, or as soon as an answer comes without its cost; tasks that it did not come to are then unmeasured.`;
    return { allowed: true, note };
  }
  if (costUsd <= budgetUsd) {
    return {
      allowed: true,
      note: `The run makes no call beyond ${budget}; tasks that look worse are asked again within it.`,
    };
  }
  const reason = `The run is expected to cost about ${formatUsd(costUsd)}, more than the ${budget} that the repository allows a run. Raise the budget under Settings, Git repositories, or run fewer tasks.`;
  return { allowed: false, reason };
}

function refused(reason: string): GoldenStartDecision {
  return { allowed: false, code: 'invalid_input', reason };
}
