import { z } from 'zod';
import { TidemarkError } from '#lib/platform/errors.ts';
import { readYaml } from '#lib/yaml/read.ts';
import { checkConnection } from './check.ts';
import { isAsked, REFUSED_KEYS } from './refusals.ts';
import type { ConnectionData, Credentials } from './types.ts';

/** Longest kubeconfig read, in characters; one with a hundred clusters has about 600,000. */
const MAX_CHARS = 2_000_000;

const text = z.string().min(1);

const clusterShape = z.object({
  server: text,
  'certificate-authority-data': text.optional(),
  'tls-server-name': text.optional(),
});

const userShape = z.object({
  token: text.optional(),
  'client-certificate-data': text.optional(),
  'client-key-data': text.optional(),
});

const shape = z.object({
  'current-context': z.string().optional(),
  contexts: z.array(z.object({ name: text, context: z.object({ cluster: text, user: z.string().default('') }) })),
  clusters: z.array(z.object({ name: text, cluster: z.unknown() })),
  users: z.array(z.object({ name: text, user: z.unknown() })).default([]),
});

/**
 * What one context of a kubeconfig says, where all of it stands in the text itself. A kubeconfig that is entered into a
 * server must neither run commands there nor read its files, so `exec`, `auth-provider` and paths are refused; so is what
 * would silently connect otherwise than kubectl does.
 *
 * @param context name of the context; the current one where it is not given
 * @throws TidemarkError `invalid_input` saying what is wrong and what to enter instead, for `kubeconfig` or `context`.
 */
export function readKubeconfig(kubeconfig: string, context?: string): ConnectionData {
  const config = parse(kubeconfig);
  const chosen = context ?? config['current-context'] ?? '';
  const names = config.contexts.map(({ name }) => name);
  const found = config.contexts.find(({ name }) => name === chosen)?.context;
  if (found === undefined) {
    const wanted = chosen === '' ? 'names no current context' : `has no context "${chosen}"`;
    throw refused(`${wanted}; choose one of: ${names.join(', ') || 'none is in it'}`, 'context');
  }
  const cluster = named(config.clusters, found.cluster, 'cluster').cluster;
  const user = named(config.users, found.user, 'user').user;
  const { server, ...tls } = checked(clusterShape, cluster, `cluster "${found.cluster}"`);
  const ca = tls['certificate-authority-data'];
  const data = {
    server,
    ca: ca === undefined ? null : Buffer.from(ca, 'base64').toString('utf8'),
    serverName: tls['tls-server-name'] ?? null,
    credentials: credentialsOf(checked(userShape, user, `user "${found.user}"`), found.user),
  };
  try {
    return checkConnection(data);
  } catch (error) {
    if (!(error instanceof TidemarkError)) throw error;
    throw refused(error.message.replace(/^The /, 'its ').replace(/\.$/, ''));
  }
}

function parse(kubeconfig: string): z.infer<typeof shape> {
  if (kubeconfig.length > MAX_CHARS) throw refused(`is longer than ${MAX_CHARS} characters`);
  const read = readYaml('kubeconfig', kubeconfig);
  if ('problems' in read) {
    const [first] = read.problems;
    throw refused(`line ${first?.line ?? 1}: ${first?.reason ?? 'cannot be read'}`);
  }
  const parsed = shape.safeParse(read.yaml.value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const where = issue?.path.join('.') || 'the file';
  throw refused(`is no kubeconfig (${where}: ${issue?.message}); kubectl config view --raw --flatten prints one`);
}

function named<Entry extends { name: string }>(entries: readonly Entry[], name: string, what: string): Entry {
  const entry = entries.find((each) => each.name === name);
  if (entry === undefined) throw refused(`has no ${what} "${name}", which the context names`);
  return entry;
}

/** Checks an entry and refuses what cannot be followed. */
function checked<Schema extends z.ZodType>(schema: Schema, entry: unknown, what: string): z.infer<Schema> {
  const given = typeof entry === 'object' && entry !== null ? new Map<string, unknown>(Object.entries(entry)) : null;
  for (const [key, instead] of Object.entries(REFUSED_KEYS)) {
    if (isAsked(given?.get(key))) throw refused(`${what} uses ${key}, which is not followed here: ${instead}`);
  }
  const parsed = schema.safeParse(entry);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw refused(`${what} is incomplete (${issue?.path.join('.') || 'all of it'}: ${issue?.message})`);
}

function credentialsOf(user: z.infer<typeof userShape>, name: string): Credentials {
  const { token, 'client-certificate-data': certificate, 'client-key-data': key } = user;
  if (token !== undefined) return { kind: 'token', token };
  if (certificate === undefined || key === undefined) {
    throw refused(`user "${name}" has neither a token nor client-certificate-data with client-key-data`);
  }
  const decode = (data: string) => Buffer.from(data, 'base64').toString('utf8');
  return { kind: 'certificate', certificate: decode(certificate), key: decode(key) };
}

function refused(problem: string, path: 'kubeconfig' | 'context' = 'kubeconfig'): TidemarkError {
  return new TidemarkError('invalid_input', `The kubeconfig: ${problem}.`, { issues: [{ path, message: problem }] });
}
