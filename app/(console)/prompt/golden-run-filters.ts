import type { ChoiceFilter } from '#components/filters/filter-bar.tsx';
import { parseFilters } from '#components/filters/parse-filters.ts';
import { pullRequestName } from '#components/golden/golden-run-facts.ts';
import { gateVerdict } from '#lib/contract/golden/attempts.ts';
import {
  type GoldenRunListQuery,
  type GoldenRunSummary,
  type GoldenTarget,
  goldenRunListQuery,
  type RegressionsQuery,
  regressionsQuery,
} from '#lib/contract/golden/runs.ts';
import { runTrigger } from '#lib/contract/runs.ts';
import { GATE_VERDICT_LABEL } from '#lib/policy/golden-labels.ts';
import { RUN_TRIGGER_LABEL } from '#lib/policy/labels.ts';

const filters = goldenRunListQuery.omit({ cursor: true, limit: true });

/** Rows of one page. */
const PAGE_ROWS = 12;

/** The filters in an address; one that makes no sense is left out, so that an old link still opens. */
export function parseGoldenRunFilters(given: Record<string, unknown>): GoldenRunListQuery {
  return { ...parseFilters(filters, given), limit: PAGE_ROWS };
}

/** The filters that the weekly chart shares with the list. */
export function parseRegressionFilters(given: Record<string, unknown>): RegressionsQuery {
  return parseFilters(regressionsQuery, given);
}

type Offered = Record<'repository' | 'agent' | 'model' | 'pullRequest', string[]>;

/** Names to narrow by: those the repositories tell, those on the page, and those in the address. */
export function offeredNames(
  targets: readonly GoldenTarget[],
  runs: readonly Pick<GoldenRunSummary, 'repository' | 'agent' | 'model' | 'pullRequestUrl'>[],
  query: GoldenRunListQuery,
): Offered {
  const named = (...names: (string | undefined)[]) =>
    [...new Set(names.filter((name) => name !== undefined))].toSorted((first, second) => first.localeCompare(second));
  const agents = targets.flatMap((target) => target.agents);
  return {
    repository: named(
      query.repository,
      ...targets.map(({ repository }) => repository.name),
      ...runs.map(({ repository }) => repository.name),
    ),
    agent: named(query.agent, ...agents.map(({ name }) => name), ...runs.map(({ agent }) => agent)),
    model: named(query.model, ...agents.flatMap(({ models }) => models), ...runs.map(({ model }) => model)),
    pullRequest: named(query.pullRequest, ...runs.map(({ pullRequestUrl }) => pullRequestUrl ?? undefined)),
  };
}

/** What the list of golden runs can be narrowed by. */
export function goldenRunFilterBar(offered: Offered): ChoiceFilter[] {
  const choice = (param: keyof Offered, label: string, labelOf = (name: string) => name): ChoiceFilter => ({
    kind: 'choice',
    param,
    label,
    anyLabel: `Any ${label.toLowerCase()}`,
    options: offered[param].map((name) => ({ value: name, label: labelOf(name) })),
  });
  return [
    choice('repository', 'Repository'),
    choice('agent', 'Agent'),
    choice('model', 'Model'),
    choice('pullRequest', 'Pull request', pullRequestName),
    {
      kind: 'choice',
      param: 'verdict',
      label: 'Verdict',
      anyLabel: 'Any verdict',
      options: gateVerdict.options.map((value) => ({ value, label: GATE_VERDICT_LABEL[value].label })),
    },
    {
      kind: 'choice',
      param: 'trigger',
      label: 'Trigger',
      anyLabel: 'Any trigger',
      options: runTrigger.options
        .filter((value) => value !== 'upgrade')
        .map((value) => ({ value, label: RUN_TRIGGER_LABEL[value] })),
    },
  ];
}
