import { z } from 'zod';
import { baselineEntry, blessBaselineBody, blessed, endpointHistory, historyQuery } from '../baselines.ts';
import { idText, page, pageQuery } from '../common.ts';
import { operation } from '../operation.ts';

const endpointParams = z.object({ endpointId: idText });

export const baselineOperations = {
  listBaselines: operation({
    tag: 'Baselines',
    summary: 'Baselines of an endpoint, newest first: who, when, why, and what ended them',
    permission: 'view',
    params: endpointParams,
    query: pageQuery,
    response: page(baselineEntry),
  }),
  blessBaseline: operation({
    tag: 'Baselines',
    summary: 'Accept the behaviour that a run saw as the new baseline',
    permission: 'baseline.bless',
    params: endpointParams,
    body: blessBaselineBody,
    status: 201,
    response: blessed,
  }),
  getEndpointHistory: operation({
    tag: 'Endpoints',
    summary: 'Judged checks of an endpoint with their signals and the evidence over nights',
    permission: 'view',
    params: endpointParams,
    query: historyQuery,
    response: endpointHistory,
  }),
};
