export type HttpMethod = 'GET' | 'POST' | 'PATCH' | 'DELETE';

/** Where the REST interface lives; the version is part of the address. */
export const API_ROOT = '/api/v1';

/**
 * Method and path of every operation, apart from the schemas (operations.ts) so that the browser
 * loads this table alone.
 */
export const API_PATHS = {
  getMe: ['GET', '/me'],
  changePassword: ['POST', '/account/password'],
  getNavCounts: ['GET', '/nav-counts'],
  getOverview: ['GET', '/overview'],
  search: ['GET', '/search'],

  listEndpoints: ['GET', '/endpoints'],
  createEndpoint: ['POST', '/endpoints'],
  estimatePlans: ['POST', '/endpoints/estimate'],
  getEndpoint: ['GET', '/endpoints/{endpointId}'],
  updateEndpoint: ['PATCH', '/endpoints/{endpointId}'],
  testEndpoint: ['POST', '/endpoints/{endpointId}/test'],
  getEndpointHistory: ['GET', '/endpoints/{endpointId}/history'],
  listBaselines: ['GET', '/endpoints/{endpointId}/baselines'],
  blessBaseline: ['POST', '/endpoints/{endpointId}/baselines'],

  listGateways: ['GET', '/gateways'],
  createGateway: ['POST', '/gateways'],
  updateGateway: ['PATCH', '/gateways/{gatewayId}'],
  deleteGateway: ['DELETE', '/gateways/{gatewayId}'],
  testGateway: ['POST', '/gateways/{gatewayId}/test'],
  suggestJudge: ['POST', '/gateways/{gatewayId}/suggest-judge'],
  testJudge: ['POST', '/gateways/{gatewayId}/test-judge'],

  listRuns: ['GET', '/runs'],
  startRun: ['POST', '/runs'],
  estimateRun: ['POST', '/runs/estimate'],
  getRun: ['GET', '/runs/{runId}'],
  cancelRun: ['POST', '/runs/{runId}/cancel'],
  getRunPrompt: ['GET', '/runs/{runId}/prompts/{promptId}'],

  listIncidents: ['GET', '/incidents'],
  getIncident: ['GET', '/incidents/{incidentId}'],
  getIncidentChange: ['GET', '/incidents/{incidentId}/change'],
  acknowledgeIncident: ['POST', '/incidents/{incidentId}/acknowledge'],
  assignIncident: ['POST', '/incidents/{incidentId}/assign'],
  commentIncident: ['POST', '/incidents/{incidentId}/comments'],
  resolveIncident: ['POST', '/incidents/{incidentId}/resolve'],
  reopenIncident: ['POST', '/incidents/{incidentId}/reopen'],

  listSuites: ['GET', '/suites'],
  getSuite: ['GET', '/suites/{suiteId}'],
  getSuiteVersion: ['GET', '/suite-versions/{versionId}'],
  planScreening: ['GET', '/endpoints/{endpointId}/screening'],
  startScreening: ['POST', '/endpoints/{endpointId}/screening'],
  listProposals: ['GET', '/proposals'],
  getProposal: ['GET', '/proposals/{proposalId}'],
  acceptProposal: ['POST', '/proposals/{proposalId}/accept'],
  rejectProposal: ['POST', '/proposals/{proposalId}/reject'],

  listGoldenRuns: ['GET', '/golden/runs'],
  startGoldenRun: ['POST', '/golden/runs'],
  estimateGoldenRun: ['POST', '/golden/runs/estimate'],
  getGoldenRun: ['GET', '/golden/runs/{runId}'],
  cancelGoldenRun: ['POST', '/golden/runs/{runId}/cancel'],
  getGoldenTaskAttempts: ['GET', '/golden/runs/{runId}/tasks/{taskId}'],
  listGoldenTasks: ['GET', '/golden/tasks'],
  getGoldenTask: ['GET', '/golden/tasks/{taskId}'],
  listGoldenTargets: ['GET', '/golden/targets'],
  readGoldenSuite: ['POST', '/golden/targets/{repositoryId}/read'],
  goldenRegressionsByWeek: ['GET', '/golden/regressions'],
  postGoldenReport: ['POST', '/golden/reports'],

  listLangfuseSources: ['GET', '/langfuse-sources'],
  createLangfuseSource: ['POST', '/langfuse-sources'],
  updateLangfuseSource: ['PATCH', '/langfuse-sources/{sourceId}'],
  deleteLangfuseSource: ['DELETE', '/langfuse-sources/{sourceId}'],
  testLangfuseSource: ['POST', '/langfuse-sources/{sourceId}/test'],
  listCandidateScans: ['GET', '/candidate-scans'],
  startCandidateScan: ['POST', '/candidate-scans'],
  cancelCandidateScan: ['POST', '/candidate-scans/{scanId}/cancel'],

  listRepositories: ['GET', '/repositories'],
  createRepository: ['POST', '/repositories'],
  updateRepository: ['PATCH', '/repositories/{repositoryId}'],
  deleteRepository: ['DELETE', '/repositories/{repositoryId}'],
  testRepository: ['POST', '/repositories/{repositoryId}/test'],

  listCandidates: ['GET', '/candidates'],
  getCandidate: ['GET', '/candidates/{candidateId}'],
  saveCandidateDraft: ['POST', '/candidates/{candidateId}/draft'],
  checkCandidateDraft: ['POST', '/candidates/{candidateId}/draft/check'],
  rejectCandidate: ['POST', '/candidates/{candidateId}/reject'],
  reopenCandidate: ['POST', '/candidates/{candidateId}/reopen'],
  approveCandidate: ['POST', '/candidates/{candidateId}/approve'],
  getMergeTarget: ['GET', '/candidates/{candidateId}/merge/{taskId}'],
  mergeCandidate: ['POST', '/candidates/{candidateId}/merge'],
  estimateCandidateTry: ['POST', '/candidates/{candidateId}/try/estimate'],
  tryCandidate: ['POST', '/candidates/{candidateId}/try'],
  retryPublication: ['POST', '/candidates/{candidateId}/publication/retry'],
  lookAtPublication: ['POST', '/candidates/{candidateId}/publication/look'],

  listPeople: ['GET', '/people'],
  listUsers: ['GET', '/users'],
  createUser: ['POST', '/users'],
  updateUser: ['PATCH', '/users/{userId}'],
  listTokens: ['GET', '/tokens'],
  createToken: ['POST', '/tokens'],
  revokeToken: ['DELETE', '/tokens/{tokenId}'],
  listAudit: ['GET', '/audit'],
  getSettings: ['GET', '/settings'],
  getOpenApi: ['GET', '/openapi.json'],
} as const satisfies Record<string, readonly [HttpMethod, `/${string}`]>;

export type OperationId = keyof typeof API_PATHS;
