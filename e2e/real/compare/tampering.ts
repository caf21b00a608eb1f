import type { ComparisonInput } from '#lib/kubernetes/compare/compare-object.ts';
import type { Json, KubeObject } from '#lib/kubernetes/types.ts';
import { listIn, objectIn, stringIn } from '#lib/kubernetes/values/json.ts';
import { demand } from '../servers/start/api.ts';
import { type Bench, GITOPS } from './subject.ts';

/** Somebody hides a change, or the object itself is another one. */
export interface Tampering {
  name: string;
  of: string;
  happens: (bench: Bench, object: KubeObject) => Promise<unknown>;
  /** What is known besides, given the uid before. */
  facts?: (uid: string) => Partial<ComparisonInput>;
  /** `kind path` of every finding. */
  expected: readonly string[];
}

const RESET = { metadata: { managedFields: [{}] } };
const LOST = 'ownership-lost metadata.managedFields';
const POD = 'spec.template.spec';
const HOST_PID = { spec: { template: { spec: { hostPID: true } } } };

/** Rewrites the record of owners. */
async function rewriteRecord(
  bench: Bench,
  object: KubeObject,
  rewrite: (entries: readonly Json[]) => Json,
): Promise<void> {
  const live = await bench.live(object);
  const entries = rewrite(listIn(objectIn(live ?? {}, 'metadata'), 'managedFields'));
  await bench.patch(object, [{ op: 'replace', path: '/metadata/managedFields', value: entries }], 'kubectl-patch');
}

async function remove(bench: Bench, object: KubeObject): Promise<void> {
  const path = await bench.pathOf(object);
  demand(await bench.cluster.api('DELETE', path), path);
}

const ofGitops = (entry: Json) => stringIn(entry, 'manager') === GITOPS;

export const TAMPERINGS: readonly Tampering[] = [
  {
    name: 'record reset',
    of: 'Deployment/web',
    happens: (bench, object) => bench.patch(object, RESET, 'kubectl-patch'),
    expected: [LOST],
  },
  {
    name: 'record reset around a change',
    of: 'Deployment/web',
    happens: async (bench, object) => {
      await bench.patch(object, HOST_PID, 'kubectl-edit');
      await bench.patch(object, RESET, 'kubectl-patch');
    },
    expected: [LOST, `foreign ${POD}.hostPID`],
  },
  {
    name: 'record reset, then changed',
    of: 'Service/edge',
    happens: async (bench, object) => {
      await bench.patch(object, RESET, 'kubectl-patch');
      await bench.patch(object, { spec: { externalIPs: ['192.0.2.8'] } }, 'kubectl-edit');
    },
    expected: [LOST, 'foreign spec.externalIPs'],
  },
  {
    name: 'record cut down to one field',
    of: 'Deployment/web',
    happens: async (bench, object) => {
      await bench.patch(object, HOST_PID, 'kubectl-edit');
      await rewriteRecord(bench, object, (entries) =>
        entries
          .filter(ofGitops)
          .map((entry) => ({ ...(entry as object), fieldsV1: { 'f:spec': { 'f:replicas': {} } } })),
      );
    },
    expected: [LOST, `foreign ${POD}.hostPID`],
  },
  {
    name: 'field written into the record of the GitOps controller',
    of: 'Deployment/web',
    happens: async (bench, object) => {
      await bench.patch(object, HOST_PID, 'kubectl-edit');
      await rewriteRecord(bench, object, (entries) =>
        entries.map((entry) =>
          ofGitops(entry)
            ? entry
            : { ...(entry as object), manager: GITOPS, operation: 'Apply', time: '2020-01-01T00:00:00Z' },
        ),
      );
    },
    expected: [LOST, `stale ${POD}.hostPID`],
  },
  {
    name: 'updated in the name of the GitOps controller',
    of: 'Deployment/web',
    happens: (bench, object) => bench.patch(object, HOST_PID, GITOPS),
    expected: [LOST, `foreign ${POD}.hostPID`],
  },
  {
    name: 'value changed in the name of the GitOps controller',
    of: 'ConfigMap/settings',
    happens: (bench, object) => bench.patch(object, { data: { mode: 'debug' } }, GITOPS),
    expected: [LOST, 'modified data.mode'],
  },
  {
    name: 'applied in the name of the GitOps controller',
    of: 'ConfigMap/settings',
    happens: (bench, object) =>
      bench.bring({ ...object, data: { ...objectIn(object, 'data'), theirs: 'x' } }, 'server-side apply'),
    expected: ['stale data.theirs'],
  },
  {
    name: 'owner label removed',
    of: 'Deployment/web',
    happens: (bench, object) =>
      bench.patch(
        object,
        [{ op: 'remove', path: '/metadata/labels/kustomize.toolkit.fluxcd.io~1name' }],
        'kubectl-label',
      ),
    expected: ['missing metadata.labels["kustomize.toolkit.fluxcd.io/name"]'],
  },
  {
    name: 'deleted and created by hand',
    of: 'ConfigMap/settings',
    happens: async (bench, object) => {
      await remove(bench, object);
      await bench.bring(object, 'create');
    },
    facts: (lastSeenUid) => ({ lastSeenUid }),
    expected: ['ownership-lost metadata.uid', LOST],
  },
  {
    name: 'deleted and created by hand, never seen before',
    of: 'Role/reader',
    happens: async (bench, object) => {
      await remove(bench, object);
      await bench.bring(object, 'client-side apply');
    },
    expected: [LOST],
  },
  {
    name: 'deleted and applied again',
    of: 'ConfigMap/settings',
    happens: async (bench, object) => {
      await remove(bench, object);
      await bench.bring(object, 'server-side apply');
    },
    facts: (lastSeenUid) => ({ lastSeenUid }),
    expected: ['ownership-lost metadata.uid'],
  },
  {
    name: 'own entry removed, in strict mode',
    of: 'Deployment/web',
    happens: async (bench, object) => {
      await bench.patch(object, HOST_PID, 'kubectl-edit');
      await rewriteRecord(bench, object, (entries) => entries.filter(ofGitops));
    },
    facts: () => ({ isStrict: true }),
    expected: [`foreign ${POD}.hostPID`],
  },
  {
    name: 'deleted',
    of: 'NetworkPolicy/web',
    happens: remove,
    expected: ['missing '],
  },
];
