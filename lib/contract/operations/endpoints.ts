import { z } from 'zod';
import { idText, page, pageQuery } from '../common.ts';
import {
  connectionTest,
  connectionTestBody,
  endpointBody,
  endpointDetail,
  endpointPatch,
  endpointView,
  gatewayBody,
  gatewayView,
  planEstimateBody,
  planEstimates,
} from '../endpoints.ts';
import { judgeSuggestion, judgeSuggestionBody, judgeTest, judgeTestBody } from '../judges.ts';
import { noContent, operation } from '../operation.ts';

const endpointParams = z.object({ endpointId: idText });
const gatewayParams = z.object({ gatewayId: idText });

export const endpointOperations = {
  listEndpoints: operation({
    tag: 'Endpoints',
    summary: 'List the models under watch',
    permission: 'view',
    query: pageQuery,
    response: page(endpointView),
  }),
  createEndpoint: operation({
    tag: 'Endpoints',
    summary: 'Put a model under watch',
    permission: 'endpoint.write',
    body: endpointBody,
    status: 201,
    response: endpointView,
  }),
  estimatePlans: operation({
    tag: 'Endpoints',
    summary: 'Calls and cost of each plan for settings that may not be saved yet',
    permission: 'endpoint.write',
    body: planEstimateBody,
    response: planEstimates,
  }),
  getEndpoint: operation({
    tag: 'Endpoints',
    summary: 'One endpoint with its history and baselines',
    permission: 'view',
    params: endpointParams,
    response: endpointDetail,
  }),
  updateEndpoint: operation({
    tag: 'Endpoints',
    summary: 'Change, pause or resume an endpoint',
    permission: 'endpoint.write',
    params: endpointParams,
    body: endpointPatch,
    response: endpointView,
  }),
  testEndpoint: operation({
    tag: 'Endpoints',
    summary: 'Try the connection with one short call',
    permission: 'endpoint.write',
    params: endpointParams,
    response: connectionTest,
  }),
};

export const gatewayOperations = {
  listGateways: operation({
    tag: 'Gateways',
    summary: 'List the gateways',
    permission: 'view',
    query: pageQuery,
    response: page(gatewayView),
  }),
  createGateway: operation({
    tag: 'Gateways',
    summary: 'Add a gateway',
    permission: 'gateway.write',
    body: gatewayBody,
    status: 201,
    response: gatewayView,
  }),
  updateGateway: operation({
    tag: 'Gateways',
    summary: 'Change a gateway or its key',
    permission: 'gateway.write',
    params: gatewayParams,
    body: gatewayBody.partial(),
    response: gatewayView,
  }),
  deleteGateway: operation({
    tag: 'Gateways',
    summary: 'Remove a gateway that no endpoint uses',
    permission: 'gateway.write',
    params: gatewayParams,
    status: 204,
    response: noContent,
  }),
  testGateway: operation({
    tag: 'Gateways',
    summary: 'Try a model on the gateway with one short call',
    permission: 'endpoint.write',
    params: gatewayParams,
    body: connectionTestBody,
    response: connectionTest,
  }),
  suggestJudge: operation({
    tag: 'Gateways',
    summary: 'A model of this gateway that is fit to judge another, out of its free list',
    permission: 'endpoint.write',
    params: gatewayParams,
    body: judgeSuggestionBody,
    response: judgeSuggestion,
  }),
  testJudge: operation({
    tag: 'Gateways',
    summary: 'Ask a judge about two pairs of answers whose outcome is known; four paid calls',
    permission: 'endpoint.write',
    params: gatewayParams,
    body: judgeTestBody,
    response: judgeTest,
  }),
};
