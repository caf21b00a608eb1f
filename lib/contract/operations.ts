import type { z } from 'zod';
import type { OperationSpec } from './operation.ts';
import { baselineOperations } from './operations/baselines.ts';
import { candidateOperations } from './operations/candidates.ts';
import { clusterOperations, gitSourceOperations } from './operations/clusters.ts';
import { driftOperations } from './operations/drift.ts';
import { endpointOperations, gatewayOperations } from './operations/endpoints.ts';
import { flagOperations } from './operations/flags.ts';
import { goldenOperations } from './operations/golden.ts';
import { incidentOperations } from './operations/incidents.ts';
import { candidateScanOperations, langfuseOperations } from './operations/langfuse.ts';
import { overviewOperations } from './operations/overview.ts';
import { accountOperations, administrationOperations, peopleOperations, tokenOperations } from './operations/people.ts';
import { proposalOperations } from './operations/proposals.ts';
import { repositoryOperations } from './operations/repositories.ts';
import { runOperations } from './operations/runs.ts';
import { suiteOperations } from './operations/suites.ts';
import type { OperationId } from './paths.ts';

/** Every operation of the REST interface: the one source of route checks, the browser's types and the OpenAPI document. */
export const OPERATIONS = {
  ...accountOperations,
  ...overviewOperations,
  ...endpointOperations,
  ...baselineOperations,
  ...gatewayOperations,
  ...runOperations,
  ...incidentOperations,
  ...suiteOperations,
  ...proposalOperations,
  ...goldenOperations,
  ...langfuseOperations,
  ...candidateScanOperations,
  ...repositoryOperations,
  ...candidateOperations,
  ...clusterOperations,
  ...gitSourceOperations,
  ...driftOperations,
  ...flagOperations,
  ...peopleOperations,
  ...tokenOperations,
  ...administrationOperations,
} satisfies Record<OperationId, OperationSpec>;

type Operations = typeof OPERATIONS;

type BodyOutput<Body> = Body extends z.ZodType ? z.output<Body> : undefined;
type BodyInput<Body> = Body extends z.ZodType ? z.input<Body> : undefined;

/** Parsed path values, as a handler gets them. */
export type OperationParams<Id extends OperationId> = z.output<Operations[Id]['params']>;
/** Parsed query, defaults filled in. */
export type OperationQuery<Id extends OperationId> = z.output<Operations[Id]['query']>;
/** Parsed body; undefined where the operation takes none. */
export type OperationBody<Id extends OperationId> = BodyOutput<Operations[Id]['body']>;
/** What a handler returns and a caller receives. */
export type OperationResponse<Id extends OperationId> = z.output<Operations[Id]['response']>;

/** What a caller may leave out of the query is optional; so is each part that has no fields. */
export type OperationQueryInput<Id extends OperationId> = z.input<Operations[Id]['query']>;
export type OperationParamsInput<Id extends OperationId> = z.input<Operations[Id]['params']>;
export type OperationBodyInput<Id extends OperationId> = BodyInput<Operations[Id]['body']>;
