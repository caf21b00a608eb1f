/** Two drifted runs are the same drift when endpoint and baseline are the same: an accepted change starts a new one. */
export function modelDriftFingerprint(endpointId: number, baselineId: number): string {
  return `model-drift/endpoint:${endpointId}/baseline:${baselineId}`;
}
