import { homedir } from 'node:os';
import { resolve } from 'node:path';
import { z } from 'zod';
import { TidemarkError } from './errors.ts';

const optionalText = z
  .string()
  .trim()
  .transform((text) => (text === '' ? undefined : text))
  .optional();

const schema = z.object({
  NODE_ENV: z.enum(['development', 'test', 'production']).catch('production'),
  DATABASE_URL: optionalText.refine((url) => url === undefined || /^postgres(ql)?:\/\//.test(url), {
    message: 'must start with postgres:// or postgresql://',
  }),
  PORT: z.coerce
    .number('must be a whole number from 1 to 65535')
    .int('must be a whole number from 1 to 65535')
    .min(1)
    .max(65535)
    .default(3000),
  TIDEMARK_HOST: z.string().default('127.0.0.1'),
  TIDEMARK_DATA: z.string().default('.tidemark'),
  TIDEMARK_URL: z.url().optional(),
  TIDEMARK_SECRET: z.string().min(32).optional(),
  TIDEMARK_ENCRYPTION_KEY: z
    .string()
    .regex(/^[0-9a-fA-F]{64}$/, 'must be 64 hexadecimal characters (32 bytes)')
    .optional(),
  TIDEMARK_ADMIN_EMAIL: z.email().default('admin@tidemark.local'),
  TIDEMARK_ADMIN_PASSWORD: z.string().min(15).optional(),
  TIDEMARK_GATEWAY_URL: z.url({ protocol: /^https?$/, error: 'must be an http:// or https:// address' }).optional(),
  TIDEMARK_GATEWAY_KIND: z.enum(['litellm', 'openai']).default('litellm'),
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
  TIDEMARK_WORKER_CONCURRENCY: z.coerce.number().int().min(1).max(200).default(20),
  TIDEMARK_LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent']).default('info'),
  /** Folder of recorded model answers; only tests and the replay demonstration read it. */
  TIDEMARK_RECORDED_DATA: optionalText,
  TIDEMARK_TRUSTED_PROXIES: z.coerce.number().int().min(0).max(10).default(0),
  TIDEMARK_OIDC_ISSUER: z.url().optional(),
  TIDEMARK_OIDC_CLIENT_ID: optionalText,
  TIDEMARK_OIDC_CLIENT_SECRET: optionalText,
  TIDEMARK_OIDC_NAME: z.string().default('Single sign-on'),
});

export type Env = z.infer<typeof schema>;

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
  throw new TidemarkError('misconfigured', `Environment: ${problems.join('; ')}`);
}

let cached: Env | undefined;

/** The checked environment of this process, read once. */
export function env(): Env {
  cached ??= parseEnv(process.env);
  return cached;
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
    Object.keys(schema.shape)
      .filter((name) => !KEPT_IN_TESTS.includes(name))
      .map((name) => [name, '']),
  );
}

/** What the browser tests look for a browser with. */
export function browserEnvironment(): { chromePath: string | undefined; searchPath: string } {
  return { chromePath: process.env.CHROME_PATH || undefined, searchPath: process.env.PATH ?? '' };
}
