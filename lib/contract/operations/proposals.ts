import { z } from 'zod';
import { idText, page } from '../common.ts';
import { operation } from '../operation.ts';
import {
  proposalDecisionBody,
  proposalDetail,
  proposalListQuery,
  proposalSummary,
  screeningPlan,
} from '../proposals.ts';
import { runSummary } from '../runs.ts';

const endpointParams = z.object({ endpointId: idText });
const proposalParams = z.object({ proposalId: idText });

export const proposalOperations = {
  planScreening: operation({
    tag: 'Proposals',
    summary: 'Calls and cost of screening the candidate prompts on an endpoint',
    permission: 'suite.publish',
    params: endpointParams,
    response: screeningPlan,
  }),
  startScreening: operation({
    tag: 'Proposals',
    summary: 'Ask an endpoint every candidate prompt several times, and propose a suite version',
    permission: 'suite.publish',
    params: endpointParams,
    status: 201,
    response: runSummary,
  }),
  listProposals: operation({
    tag: 'Proposals',
    summary: 'List proposed suite versions, newest first',
    permission: 'view',
    query: proposalListQuery,
    response: page(proposalSummary),
  }),
  getProposal: operation({
    tag: 'Proposals',
    summary: 'A proposed version beside the present one, with the answers behind it',
    permission: 'view',
    params: proposalParams,
    response: proposalDetail,
  }),
  acceptProposal: operation({
    tag: 'Proposals',
    summary: 'Publish the proposed version of the suite',
    permission: 'suite.publish',
    params: proposalParams,
    body: proposalDecisionBody,
    response: proposalDetail,
  }),
  rejectProposal: operation({
    tag: 'Proposals',
    summary: 'Leave the suite as it is',
    permission: 'suite.publish',
    params: proposalParams,
    body: proposalDecisionBody,
    response: proposalDetail,
  }),
};
