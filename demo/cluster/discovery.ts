import { json, type Reply } from '../http.ts';
import { shortHash } from '../random.ts';
import type { RecordedGroup } from './recorded.ts';

/** Aggregated discovery; groups and versions in `down` have a server of their own that does not answer. */
export function discoveryReply(groups: readonly RecordedGroup[], down: ReadonlySet<string>): Reply {
  const lost = [...down].map((groupVersion) => {
    const [name = '', version = ''] = groupVersion.split('/');
    return { metadata: { name }, versions: [{ version, resources: [], freshness: 'Stale' }] };
  });
  const current = groups.map((group) => ({
    ...group,
    versions: group.versions.map((version) => ({ ...version, freshness: 'Current' })),
  }));
  const head = { kind: 'APIGroupDiscoveryList', apiVersion: 'apidiscovery.k8s.io/v2', metadata: {} };
  return json(200, { ...head, items: [...current, ...lost] });
}

/** The list of OpenAPI v3 documents with their hashes. */
export function openApiIndex(schemas: Record<string, Record<string, unknown>>): Reply {
  const paths = Object.entries(schemas).map(([groupVersion, described]) => {
    const path = `${groupVersion.includes('/') ? 'apis' : 'api'}/${groupVersion}`;
    const hash = shortHash(JSON.stringify(described)).toUpperCase();
    return [path, { serverRelativeURL: `/openapi/v3/${path}?hash=${hash}` }];
  });
  return json(200, { paths: Object.fromEntries(paths) });
}

/** One OpenAPI v3 document. */
export function openApiDocument(gitVersion: string, schemas: Record<string, unknown>): Reply {
  const info = { title: 'Kubernetes (stand-in)', version: gitVersion };
  return json(200, { openapi: '3.0.0', info, paths: {}, components: { schemas } });
}
