import { homedir } from 'node:os';
import { resolve } from 'node:path';
import { z } from 'zod';
import { TidemarkError } from './errors.ts';

const optionalText = z
  .string()
  .trim()
  .transform((text) => (text === '' ? undefined : text))
  .optional();

const webAddress = z.url({ protocol: /^https?$/, error: 'must be an http:// or https:// address' }).optional();

function wholeNumber(from: number, to: number) {
  const error = `must be a whole number from ${from} to ${to}`;
  return z.coerce.number(error).int(error).min(from, error).max(to, error);
}

function oneOf<const Values extends readonly [string, ...string[]]>(values: Values) {
  return z.enum(values, `must be one of ${values.join(', ')}`);
}

function longEnough(characters: number) {
  return z.string().min(characters, `must have at least ${characters} characters`).optional();
}

const variables = z.object({
  NODE_ENV: z.enum(['development', 'test', 'production']).catch('production'),
  DATABASE_URL: optionalText.refine((url) => url === undefined || /^postgres(ql)?:\/\//.test(url), {
    message: 'must start with postgres:// or postgresql://',
  }),
  PORT: wholeNumber(1, 65535).default(3000),
  TIDEMARK_HOST: z.string().default('127.0.0.1'),
  TIDEMARK_DATA: z.string().default('.tidemark'),
  TIDEMARK_URL: webAddress,
  TIDEMARK_SECRET: longEnough(32),
  TIDEMARK_ENCRYPTION_KEY: z
    .string()
    .regex(/^[0-9a-fA-F]{64}$/, 'must be 64 hexadecimal characters (32 bytes)')
    .optional(),
  TIDEMARK_ADMIN_EMAIL: z.email('must be an e-mail address').default('admin@tidemark.local'),
  TIDEMARK_ADMIN_PASSWORD: longEnough(15),
  TIDEMARK_GATEWAY_URL: webAddress,
  TIDEMARK_GATEWAY_KIND: oneOf(['litellm', 'openai']).default('litellm'),
  TIDEMARK_GATEWAY_KEY: optionalText,
  TIDEMARK_GATEWAY_MODELS: z
    .string()
    .default('')
    .transform((list) =>
      list
        .split(',')
        .map((name) => name.trim())
        .filter((name) => name !== ''),
    ),
  TIDEMARK_NIGHTLY_CRON: z.string().default('0 2 * * *'),
  TIDEMARK_DEEP_NIGHT: oneOf([
    'sunday',
    'monday',
    'tuesday',
    'wednesday',
    'thursday',
    'friday',
    'saturday',
    'never',
  ]).default('sunday'),
  TIDEMARK_CANDIDATES_CRON: z.string().default('0 6 * * 1'),
  TIDEMARK_WORKER_CONCURRENCY: wholeNumber(1, 200).default(20),
  TIDEMARK_LOG_LEVEL: oneOf(['trace', 'debug', 'info', 'warn', 'error', 'silent']).default('info'),
  /** Folder of recorded model answers; only tests and the replay demonstration read it. */
  TIDEMARK_RECORDED_DATA: optionalText,
  TIDEMARK_TRUSTED_PROXIES: wholeNumber(0, 10).default(0),
  TIDEMARK_OIDC_ISSUER: webAddress,
  TIDEMARK_OIDC_CLIENT_ID: optionalText,
  TIDEMARK_OIDC_CLIENT_SECRET: optionalText,
  TIDEMARK_OIDC_NAME: z.string().default('Single sign-on'),
});

export type Env = z.infer<typeof variables>;

/** Weekday (UTC) whose nightly checks are deep. */
export type DeepNight = Env['TIDEMARK_DEEP_NIGHT'];

/** Variables that mean nothing without the others they name. */
const NEEDS: readonly { given: keyof Env; needed: readonly (keyof Env)[] }[] = [
  { given: 'TIDEMARK_GATEWAY_KEY', needed: ['TIDEMARK_GATEWAY_URL'] },
  { given: 'TIDEMARK_GATEWAY_MODELS', needed: ['TIDEMARK_GATEWAY_URL'] },
  // The provider sends people back to TIDEMARK_URL, which must not be taken from a request.
  {
    given: 'TIDEMARK_OIDC_ISSUER',
    needed: ['TIDEMARK_OIDC_CLIENT_ID', 'TIDEMARK_OIDC_CLIENT_SECRET', 'TIDEMARK_URL'],
  },
  { given: 'TIDEMARK_OIDC_CLIENT_ID', needed: ['TIDEMARK_OIDC_ISSUER'] },
  { given: 'TIDEMARK_OIDC_CLIENT_SECRET', needed: ['TIDEMARK_OIDC_ISSUER'] },
];

const schema = variables.superRefine((values, { addIssue }) => {
  const isSet = (name: keyof Env) => String(values[name] ?? '') !== '';
  for (const { given, needed } of NEEDS) {
    const missing = needed.filter((name) => !isSet(name));
    if (!isSet(given) || missing.length === 0) continue;
    addIssue({ code: 'custom', path: [given], message: `is set without ${missing.join(' and ')}` });
  }
});

/**
 * Reads and checks the environment.
 *
 * @throws TidemarkError `misconfigured`, naming each variable that does not fit (never its value).
 */
export function parseEnv(source: Record<string, string | undefined>): Env {
  const present = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ''));
  const parsed = schema.safeParse(present);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`);
  throw new TidemarkError(
    'misconfigured',
    `Environment variables: ${problems.join('; ')}. Correct, complete or unset what is named (README.md lists every variable), then start again.`,
  );
}

let cached: Env | undefined;

/** The checked environment of this process, read once. */
export function env(): Env {
  cached ??= parseEnv(process.env);
  return cached;
}

const pipelineVariables = z.object({
  /** Where `--console` and `--token` are not given. */
  TIDEMARK_CONSOLE_URL: optionalText,
  TIDEMARK_CONSOLE_TOKEN: optionalText,
  /** GitHub Actions, and Gitea Actions, which speaks as if it were GitHub. */
  GITHUB_API_URL: optionalText,
  GITHUB_REPOSITORY: optionalText,
  GITHUB_EVENT_PATH: optionalText,
  GITHUB_HEAD_REF: optionalText,
  GITHUB_REF_TYPE: optionalText,
  GITHUB_REF_NAME: optionalText,
  GITHUB_TOKEN: optionalText,
  /** GitLab CI. */
  CI_API_V4_URL: optionalText,
  CI_PROJECT_ID: optionalText,
  CI_PROJECT_PATH: optionalText,
  CI_MERGE_REQUEST_IID: optionalText,
  CI_MERGE_REQUEST_PROJECT_URL: optionalText,
  CI_MERGE_REQUEST_SOURCE_BRANCH_NAME: optionalText,
  CI_COMMIT_BRANCH: optionalText,
  GITLAB_TOKEN: optionalText,
});

/** What a pipeline says of itself and of the pull request it runs for; docs/gate-in-ci.md lists what is read. */
export type PipelineEnv = z.infer<typeof pipelineVariables>;

/** Names of what is read of a pipeline. */
export const PIPELINE_VARIABLES: readonly string[] = Object.keys(pipelineVariables.shape);

/** Reads what a pipeline says of itself. Nothing is demanded here: only who uses a variable knows whether it must be set. */
export function readPipelineEnv(source: Record<string, string | undefined> = process.env): PipelineEnv {
  return pipelineVariables.parse(source);
}

/** Where a pod finds the API server of its own cluster; undefined outside of one. */
export function inClusterServer(source: Record<string, string | undefined> = process.env): string | undefined {
  const { KUBERNETES_SERVICE_HOST: host, KUBERNETES_SERVICE_PORT: port = '443' } = source;
  if (host === undefined || host === '') return undefined;
  return `https://${host.includes(':') ? `[${host}]` : host}:${port}`;
}

/** Whether `name` was given from outside, rather than being Tidemark's default. */
export function givenInEnvironment(name: keyof Env): boolean {
  const value = process.env[name];
  return value !== undefined && value !== '';
}

/**
 * Hands next-auth the console's address, which it reads from nowhere but the environment: the public one,
 * or without one whatever host the request names (so that localhost and 127.0.0.1 both work).
 */
export function tellNextAuth(from: Env = env()): void {
  delete process.env.NEXTAUTH_URL;
  if (from.TIDEMARK_URL === undefined) process.env.AUTH_TRUST_HOST = 'true';
  else process.env.NEXTAUTH_URL = new URL(from.TIDEMARK_URL).origin;
}

/** Absolute path of the data folder; `~/` is the home folder. */
export function dataFolder(from: Env = env()): string {
  return resolve(from.TIDEMARK_DATA.replace(/^~(?=\/)/, homedir()));
}

/** This process's environment with `extra` on top, for a child process. */
export function childEnvironment(extra: Record<string, string> = {}): NodeJS.ProcessEnv {
  return { ...process.env, ...extra };
}

/** Those of `names` that this process's environment holds, for a child process that must not see the rest. */
export function inheritedEnvironment(names: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = process.env[name];
      return value === undefined ? [] : [[name, value]];
    }),
  );
}

/** Adds variables to this process's environment, and so to its children's; what `env` read before is read anew. */
export function adoptEnvironment(extra: Record<string, string>): void {
  Object.assign(process.env, extra);
  cached = undefined;
}

/** What tests take over from whoever runs them. */
const KEPT_IN_TESTS = ['NODE_ENV', 'TIDEMARK_RECORDED_DATA'];

/** Every other variable of ours as if not given, so that tests never touch somebody's database or gateway. */
export function blankEnvironment(): Record<string, string> {
  return Object.fromEntries(
    Object.keys(variables.shape)
      .filter((name) => !KEPT_IN_TESTS.includes(name))
      .map((name) => [name, '']),
  );
}

/** What the browser tests look for a browser with. */
export function browserEnvironment(): { chromePath: string | undefined; searchPath: string } {
  return { chromePath: process.env.CHROME_PATH || undefined, searchPath: process.env.PATH ?? '' };
}
