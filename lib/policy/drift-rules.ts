import type { DriftChannel, DriftRule, OccurrenceDecision, OccurrenceFacts, TierOfName } from '#lib/drift/types.ts';
import type { ObjectRef } from '#lib/kubernetes/types.ts';
import { matchesName } from './name-pattern.ts';
import { SEVERITIES, SEVERITY_RULES, type SeverityRule } from './severity.ts';
import { MAX_CONFIG_MAP_DRIFTS, MAX_DRIFTS } from './thresholds.ts';

/** The API group under which flags are kept beside the objects of clusters. */
export const FLAG_GROUP = 'flagd';

/** The tier from which drift of its own is urgent. */
const HIGHEST_TIER = 3;

/** API groups of Kyverno. */
export const POLICY_GROUPS = ['kyverno.io', 'policies.kyverno.io'];

type Ref = Pick<ObjectRef, 'group' | 'kind' | 'namespace' | 'name'>;

const isConfigMap = ({ group, kind }: Ref) => group === '' && kind === 'ConfigMap';
const isPolicy = ({ group }: Ref) => POLICY_GROUPS.includes(group);
const isFlag = ({ group }: Ref) => group === FLAG_GROUP;

/** RBAC, and whatever network policies are called: AdminNetworkPolicy, CiliumNetworkPolicy, GlobalNetworkPolicy … */
export function decidesAccess({ group, kind }: Pick<Ref, 'group' | 'kind'>): boolean {
  return group === 'rbac.authorization.k8s.io' || kind.endsWith('NetworkPolicy');
}

/** Webhooks and policies that let objects into the cluster or change them on the way. */
export function decidesAdmission({ group }: Pick<Ref, 'group'>): boolean {
  return group === 'admissionregistration.k8s.io';
}

/** The channel that drift of an object belongs to: ConfigMaps, Kyverno's objects and flags are config, all else is code. */
export function channelOfKind(ref: Ref): DriftChannel {
  return isConfigMap(ref) || isPolicy(ref) || isFlag(ref) ? 'config' : 'code';
}

/** The namespace that an object is part of; a Namespace is part of itself. '' where there is none. */
export function namespaceOf({ group, kind, namespace, name }: Ref): string {
  if (namespace !== null && namespace !== '') return namespace;
  return group === '' && kind === 'Namespace' ? name : '';
}

/**
 * The highest tier that the object's namespace bears or, of a Kyverno object, its name or one of the `policies` it speaks
 * of; null where none does. The sets of flags are no namespaces.
 */
export function tierOf(ref: Ref, tiers: readonly TierOfName[], policies: readonly string[] = []): number | null {
  if (isFlag(ref)) return null;
  const namespace = namespaceOf(ref);
  const names = {
    namespace: namespace === '' ? [] : [namespace],
    policy: isPolicy(ref) ? [ref.name, ...policies] : [],
  };
  const matching = tiers.filter(({ subject, name }) => names[subject].some((each) => matchesName(name, each)));
  return matching.length === 0 ? null : Math.max(...matching.map(({ tier }) => tier));
}

/** Drifts of an object within the window above which it is an incident. */
function maxDriftsOf(ref: Ref): number {
  return isConfigMap(ref) ? MAX_CONFIG_MAP_DRIFTS : MAX_DRIFTS;
}

/** When each row of the severity table matches an occurrence. */
const MATCHES: Record<DriftRule, (facts: OccurrenceFacts) => boolean> = {
  access_drift: ({ ref }) => decidesAccess(ref),
  policy_drift_t3: ({ ref, tier }) => isPolicy(ref) && tier === HIGHEST_TIER,
  policy_drift: ({ ref, tier }) => isPolicy(ref) && tier !== HIGHEST_TIER,
  t3_drift: ({ tier }) => tier === HIGHEST_TIER,
  flag_drift: ({ ref }) => isFlag(ref),
  repeated_drift: ({ ref, recent }) => recent > maxDriftsOf(ref),
};

const RULES = Object.keys(MATCHES) as DriftRule[];

/**
 * How urgent one occurrence of drift is: the most severe row of the table that matches decides, the first of equals.
 * Where none does it is only logged. The reason names every row that matches. What was there before the cluster was first
 * compared is no news to whoever connected it, and only logged as well.
 */
export function decideOccurrence(facts: OccurrenceFacts): OccurrenceDecision {
  if (facts.isOlderThanWatch) return { row: null, severityRule: null, reason: OLDER_REASON };
  const rows = RULES.filter((row) => MATCHES[row](facts));
  const [decisive, ...others] = rows.toSorted((a, b) => urgencyOf(a) - urgencyOf(b));
  if (decisive === undefined) return { row: null, severityRule: null, reason: loggedReason(facts) };
  const also = others.map((row) => shown(SEVERITY_RULES[row]));
  const reason = [`${shown(SEVERITY_RULES[decisive])}.`, ...(also.length === 0 ? [] : [`Also: ${also.join('; ')}.`])];
  if (rows.includes('repeated_drift')) reason.push(`It drifted ${facts.recent} times within 24 h.`);
  return { row: decisive, severityRule: SEVERITY_RULES[decisive], reason: reason.join(' ') };
}

const OLDER_REASON =
  'Logged, no alert: git lacks it, and it was there before the cluster was first compared. Bring it into git, delete it, or ignore it.';

/** Whether an object that git lacks is as it is since before its cluster was first looked at for such. Both in UTC. */
export function isOlderThanWatch(since: readonly (string | undefined)[], watchedSince: Date | null): boolean {
  if (watchedSince === null || since.length === 0) return false;
  // API servers tell times in whole seconds: what was made within the first one may be newer.
  const fromMs = Math.floor(watchedSince.getTime() / 1000) * 1000;
  return since.every((each) => each !== undefined && Date.parse(each) < fromMs);
}

function urgencyOf(row: DriftRule): number {
  return SEVERITIES.indexOf(SEVERITY_RULES[row].severity);
}

function shown({ severity, rule }: SeverityRule): string {
  return `${rule} (${severity})`;
}

function loggedReason({ ref, recent }: OccurrenceFacts): string {
  const times = recent === 1 ? 'drifted once' : `drifted ${recent} times`;
  return `Logged, no alert: it ${times} within 24 h; more than ${maxDriftsOf(ref)} times is an incident.`;
}
