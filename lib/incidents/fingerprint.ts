/** Two drifted runs are the same drift when endpoint and baseline are the same: an accepted change starts a new one. */
export function modelDriftFingerprint(endpointId: number, baselineId: number): string {
  return `model-drift/endpoint:${endpointId}/baseline:${baselineId}`;
}

/** Two regressions are the same when repository, agent and model are. */
export function promptRegressionFingerprint(repositoryId: number, agent: string, model: string): string {
  return `prompt-regression/repository:${repositoryId}/agent:${agent}/model:${model}`;
}
