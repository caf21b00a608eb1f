import type { GoldenTarget } from '#lib/contract/golden/runs.ts';

/** What the start dialog holds. */
export interface StartGoldenFields {
  repositoryId: string | null;
  agent: string | null;
  model: string | null;
  /** Branch, tag or commit; empty for the repository's own branch. */
  ref: string;
}

/** What is sent for what was chosen. */
export function toStartGoldenBody({ repositoryId, agent, model, ref }: StartGoldenFields) {
  return {
    repositoryId: repositoryId === null ? null : Number(repositoryId),
    agent,
    model,
    ...(ref.trim() !== '' && { ref: ref.trim() }),
  };
}

/** The repository, agent and model to begin with: what was chosen, and what leaves no choice. */
export function firstChoice(
  targets: readonly GoldenTarget[],
  { repositoryId = null, agent = null, model = null, ref = '' }: Partial<StartGoldenFields>,
): StartGoldenFields {
  const target = targets.find(({ repository }) => String(repository.id) === repositoryId) ?? only(targets);
  const ofAgent = target?.agents.find(({ name }) => name === agent) ?? only(target?.agents ?? []);
  return {
    repositoryId: target === undefined ? null : String(target.repository.id),
    agent: ofAgent?.name ?? null,
    model: ofAgent?.models.find((name) => name === model) ?? only(ofAgent?.models ?? []) ?? null,
    ref,
  };
}

function only<T>(choices: readonly T[]): T | undefined {
  return choices.length === 1 ? choices[0] : undefined;
}
