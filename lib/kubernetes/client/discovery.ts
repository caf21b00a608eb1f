import { z } from 'zod';
import type { NotCompared, ResourceType } from '../types.ts';
import type { GetJson } from './get-json.ts';

/** What a server serves: every version of every kind, those it prefers first. */
export interface ServedTypes {
  types: ResourceType[];
  /** Groups whose own server is down, so that their kinds are unknown. */
  notCompared: NotCompared[];
}

const ACCEPT = ['v2', 'v2beta1']
  .map((version) => `application/json;g=apidiscovery.k8s.io;v=${version};as=APIGroupDiscoveryList`)
  .join(',');

const resourceShape = z.object({
  resource: z.string(),
  responseKind: z.object({ kind: z.string() }).nullish(),
  scope: z.string(),
  verbs: z.array(z.string()).nullish(),
});

const shape = z.object({
  kind: z.literal('APIGroupDiscoveryList'),
  items: z
    .array(
      z.object({
        metadata: z.object({ name: z.string().default('') }).default({ name: '' }),
        versions: z
          .array(
            z.object({
              version: z.string(),
              freshness: z.string().optional(),
              resources: z.array(resourceShape).nullish(),
            }),
          )
          .nullish(),
      }),
    )
    .nullish()
    .transform((items) => items ?? []),
});

type Group = z.infer<typeof shape>['items'][number];
type Version = NonNullable<Group['versions']>[number];

/**
 * Asks for all kinds by aggregated discovery (Kubernetes 1.26 and newer), two requests in all.
 *
 * @throws KubeFault `unreadable` where an older server, or something else, answers.
 */
export async function discover(getJson: GetJson, signal: AbortSignal): Promise<ServedTypes> {
  const served: ServedTypes = { types: [], notCompared: [] };
  const ask = (path: string) =>
    getJson({
      path,
      subject: 'the kinds that it serves',
      accept: ACCEPT,
      signal,
      read: (body) => shape.safeParse(body).data?.items,
      mend: 'Kubernetes 1.26 or newer is needed; see also whether a proxy answers instead of it.',
    });
  for (const groups of await Promise.all([ask('/api'), ask('/apis')])) {
    for (const group of groups) addGroup(served, group);
  }
  return served;
}

function addGroup(served: ServedTypes, { metadata: { name: group }, versions }: Group): void {
  for (const version of versions ?? []) {
    if (version.freshness === 'Stale') served.notCompared.push(down(group, version.version));
    else served.types.push(...typesOf(group, version));
  }
}

function typesOf(group: string, { version, resources }: Version): ResourceType[] {
  return (resources ?? []).flatMap(({ resource, responseKind, scope, verbs }) => {
    const kind = responseKind?.kind ?? '';
    if (kind === '') return [];
    return [{ group, version, kind, plural: resource, isNamespaced: scope === 'Namespaced', verbs: verbs ?? [] }];
  });
}

function down(group: string, version: string): NotCompared {
  return {
    reason: 'unreachable',
    subject: `all kinds of ${group}/${version}`,
    detail: `The server behind this group does not answer the API server. See kubectl get apiservice ${version}.${group}.`,
  };
}
