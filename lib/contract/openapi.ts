import { createDocument, type ZodOpenApiOperationObject, type ZodOpenApiPathsObject } from 'zod-openapi';
import { problem } from './common.ts';
import { endpointDetail, endpointView, gatewayView } from './endpoints.ts';
import { incidentDetail, incidentSummary, timelineEntry } from './incidents.ts';
import type { OperationSpec } from './operation.ts';
import { OPERATIONS } from './operations.ts';
import { API_PATHS, API_ROOT, type OperationId } from './paths.ts';
import { auditEntry, tokenView, userView } from './people.ts';
import { runDetail, runPromptEvidence, runSummary } from './runs.ts';
import { suiteVersionDetail, suiteView } from './suites.ts';

/** Schemas that get a name of their own in the document. */
const NAMED_SCHEMAS = {
  Problem: problem,
  Endpoint: endpointView,
  EndpointDetail: endpointDetail,
  Gateway: gatewayView,
  Run: runSummary,
  RunDetail: runDetail,
  RunPromptEvidence: runPromptEvidence,
  Incident: incidentSummary,
  IncidentDetail: incidentDetail,
  TimelineEntry: timelineEntry,
  Suite: suiteView,
  SuiteVersion: suiteVersionDetail,
  User: userView,
  Token: tokenView,
  AuditEntry: auditEntry,
};

const PROBLEMS: Record<string, string> = {
  401: 'Nobody is signed in, or the token is not valid',
  403: 'The role or the token does not allow it',
  default: 'Any other problem, e.g. 404, 409, 422, 429 or 503',
};

/** The OpenAPI 3.1 document of the REST interface, made from the same table that the routes are checked against. */
export function openApiDocument(version: string): Record<string, unknown> {
  const paths: ZodOpenApiPathsObject = {};
  for (const [operationId, spec] of Object.entries(OPERATIONS) as [OperationId, OperationSpec][]) {
    const [method, path] = API_PATHS[operationId];
    paths[path] = { ...paths[path], [method.toLowerCase()]: operationObject(operationId, spec) };
  }
  const document = createDocument({
    openapi: '3.1.0',
    info: {
      title: 'Tidemark',
      version,
      description: 'Errors are problem documents (RFC 9457). Lists are paged by an opaque cursor.',
    },
    servers: [{ url: API_ROOT }],
    security: [{ token: [] }, { session: [] }],
    paths,
    components: {
      schemas: NAMED_SCHEMAS,
      securitySchemes: {
        token: { type: 'http', scheme: 'bearer', description: 'An API token, tdm_…' },
        session: {
          type: 'apiKey',
          in: 'cookie',
          name: 'tidemark.session',
          description: 'The console’s own session; changes also need X-Requested-With: tidemark.',
        },
      },
    },
  });
  return { ...document };
}

function operationObject(operationId: OperationId, spec: OperationSpec): ZodOpenApiOperationObject {
  const problems = Object.entries(PROBLEMS).map(([status, description]) => [
    status,
    { description, content: { 'application/problem+json': { schema: problem } } },
  ]);
  const success =
    spec.status === 204
      ? { description: 'Done' }
      : { description: 'Success', content: { 'application/json': { schema: spec.response } } };
  return {
    operationId,
    tags: [spec.tag],
    summary: spec.summary,
    description: `Needs the permission \`${spec.permission}\`${spec.personOnly ? ' and a signed-in person' : ''}.`,
    requestParams: { path: spec.params, query: spec.query },
    ...(spec.body === null
      ? {}
      : { requestBody: { required: true, content: { 'application/json': { schema: spec.body } } } }),
    responses: { [spec.status]: success, ...Object.fromEntries(problems) },
  };
}
