import { z } from 'zod';
import { page } from '../common.ts';
import {
  driftByDay,
  driftByDayQuery,
  driftObjectDetail,
  driftObjectListQuery,
  driftObjectParams,
  driftObjectSummary,
  ignoreRuleBody,
  ignoreRuleListQuery,
  ignoreRuleParams,
  ignoreRuleView,
  tierBody,
  tierParams,
  tierView,
} from '../drift/objects.ts';
import { noContent, operation } from '../operation.ts';

export const driftOperations = {
  listDriftObjects: operation({
    tag: 'Drift',
    summary: 'List objects and flags that differ from git, the most severe first',
    permission: 'view',
    query: driftObjectListQuery,
    response: page(driftObjectSummary),
  }),
  getDriftObject: operation({
    tag: 'Drift',
    summary: 'One object: both sides, each difference, and how often it drifted',
    permission: 'view',
    params: driftObjectParams,
    response: driftObjectDetail,
  }),
  driftByDay: operation({
    tag: 'Drift',
    summary: 'Occurrences of drift by namespace and day',
    permission: 'view',
    query: driftByDayQuery,
    response: driftByDay,
  }),
  listIgnoreRules: operation({
    tag: 'Drift',
    summary: 'List ignore rules with what each hides',
    permission: 'view',
    query: ignoreRuleListQuery,
    response: page(ignoreRuleView),
  }),
  createIgnoreRule: operation({
    tag: 'Drift',
    summary: 'Say what is no drift, with a reason, an owner and an expiry',
    permission: 'drift.ignore',
    body: ignoreRuleBody,
    status: 201,
    response: ignoreRuleView,
  }),
  endIgnoreRule: operation({
    tag: 'Drift',
    summary: 'End an ignore rule now',
    permission: 'drift.ignore',
    params: ignoreRuleParams,
    response: ignoreRuleView,
  }),
  listTiers: operation({
    tag: 'Drift',
    summary: 'List the tiers of namespaces and policies',
    permission: 'view',
    response: z.object({ items: z.array(tierView) }),
  }),
  createTier: operation({
    tag: 'Drift',
    summary: 'Give namespaces or policies a tier',
    permission: 'tier.write',
    body: tierBody,
    status: 201,
    response: tierView,
  }),
  deleteTier: operation({
    tag: 'Drift',
    summary: 'Take a tier away',
    permission: 'tier.write',
    params: tierParams,
    status: 204,
    response: noContent,
  }),
};
