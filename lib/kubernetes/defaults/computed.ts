import type { Json } from '../types.ts';
import { isJsonList, isJsonObject, listIn, memberOf, objectIn, stringIn } from '../values/json.ts';
import { isSameValue } from '../values/spelling.ts';
import type { DefaultPlace } from './is-default.ts';

/** Whether a value is what the server works out from other fields of the object. */
type Computation = (value: Json, place: DefaultPlace) => boolean;

const CORE = 'io.k8s.api.core.v1';
const META = 'io.k8s.apimachinery.pkg.apis.meta.v1';
const CRD = 'io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1';

/** Images without a tag or with `latest` are pulled always, others if they are not there. */
function pullPolicyOf(image: Json | undefined): string {
  const [name = '', digest] = String(image).split('@');
  const tag = name.slice(name.lastIndexOf('/') + 1).split(':')[1];
  const isLatest = tag === 'latest' || (tag === undefined && digest === undefined);
  return isLatest ? 'Always' : 'IfNotPresent';
}

const pullPolicyBy =
  (field: string): Computation =>
  (value, { siblings }) =>
    value === pullPolicyOf(memberOf(siblings, field));

/** An object each of whose members is the same in the first of the sibling objects that has it. */
const membersOf =
  (...names: readonly string[]): Computation =>
  (value, { siblings, node }) => {
    if (!isJsonObject(value)) return false;
    const sources = names.map((name) => objectIn(siblings, name));
    return Object.entries(value).every(([key, amount]) => isSameAsFirst(key, amount, sources, node));
  };

/** One member of such an object. */
const memberOfAround =
  (...names: readonly string[]): Computation =>
  (value, { around, field, node }) =>
    isSameAsFirst(
      field,
      value,
      names.map((name) => objectIn(around, name)),
      node,
    );

/** The same as another field of the object. */
const copyOf =
  (name: string): Computation =>
  (value, { siblings, node }) => {
    const other = memberOf(siblings, name);
    return other !== undefined && isSameValue(value, other, node);
  };

function isSameAsFirst(key: string, amount: Json, sources: readonly Json[], node: DefaultPlace['node']): boolean {
  const first = sources.map((source) => memberOf(source, key)).find((source) => source !== undefined);
  return first !== undefined && isSameValue(amount, first, node.kind === 'map' ? node.values() : node);
}

/** The label that names a namespace, and those by which a job finds its pods. */
const ownLabel: Computation = (value, { root, field }) => {
  const metadata = objectIn(root, 'metadata');
  if (root.kind === 'Namespace') return field === 'kubernetes.io/metadata.name' && value === metadata.name;
  if (root.kind !== 'Job') return false;
  const name = field.replace(/^batch\.kubernetes\.io\//, '');
  return (name === 'job-name' && value === metadata.name) || (name === 'controller-uid' && value === metadata.uid);
};

/** Counts the changes of a daemon set's template. */
const generationNote: Computation = (value, { root, field }) =>
  root.kind === 'DaemonSet' && field === 'deprecated.daemonset.template.generation' && /^\d+$/.test(String(value));

/** The selector of a job, made from its uid. */
const jobSelector: Computation = (value, { root }) =>
  stringIn(objectIn(value, 'matchLabels'), 'batch.kubernetes.io/controller-uid') === objectIn(root, 'metadata').uid;

/** A network policy is about incoming traffic, and about outgoing traffic if it has rules for it. */
const policyTypes: Computation = (value, { siblings }) => {
  const expected = listIn(siblings, 'egress').length > 0 ? ['Ingress', 'Egress'] : ['Ingress'];
  return isJsonList(value) && value.length === expected.length && expected.every((type) => value.includes(type));
};

/** Defaults that depend on other values, by type and field; after the `SetDefaults_…` functions and strategies of Kubernetes. */
export const COMPUTED_DEFAULTS: Readonly<Record<string, Computation>> = {
  [`${CORE}.Container.imagePullPolicy`]: pullPolicyBy('image'),
  [`${CORE}.EphemeralContainer.imagePullPolicy`]: pullPolicyBy('image'),
  [`${CORE}.ImageVolumeSource.pullPolicy`]: pullPolicyBy('reference'),
  [`${CORE}.ResourceRequirements.requests`]: membersOf('limits'),
  [`${CORE}.ResourceRequirements.requests.*`]: memberOfAround('limits'),
  [`${CORE}.LimitRangeItem.default`]: membersOf('max'),
  [`${CORE}.LimitRangeItem.default.*`]: memberOfAround('max'),
  [`${CORE}.LimitRangeItem.defaultRequest`]: membersOf('default', 'min'),
  [`${CORE}.LimitRangeItem.defaultRequest.*`]: memberOfAround('default', 'min'),
  [`${CORE}.PersistentVolumeClaimSpec.dataSourceRef`]: copyOf('dataSource'),
  [`${CORE}.PersistentVolumeClaimSpec.dataSource`]: copyOf('dataSourceRef'),
  [`${META}.ObjectMeta.labels.*`]: ownLabel,
  [`${META}.ObjectMeta.annotations.*`]: generationNote,
  'io.k8s.api.batch.v1.JobSpec.selector': jobSelector,
  'io.k8s.api.networking.v1.NetworkPolicySpec.policyTypes': policyTypes,
  [`${CRD}.CustomResourceDefinitionNames.singular`]: (value, { siblings }) =>
    value === stringIn(siblings, 'kind')?.toLowerCase(),
  [`${CRD}.CustomResourceDefinitionNames.listKind`]: (value, { siblings }) => value === `${siblings.kind}List`,
};
