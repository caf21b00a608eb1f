import type { Env } from '../platform/env.ts';

interface Variable {
  meaning: string;
  /** Only whether it is set is ever shown. */
  secret: boolean;
}

const shown = (meaning: string): Variable => ({ meaning, secret: false });
const hidden = (meaning: string): Variable => ({ meaning, secret: true });

/** Every variable Tidemark reads, in the order the settings page lists them. */
export const VARIABLES: Record<keyof Env, Variable> = {
  TIDEMARK_URL: shown('Address people open; with https, cookies are bound to it'),
  PORT: shown('Port of the console'),
  TIDEMARK_HOST: shown('Network address the console listens on'),
  TIDEMARK_TRUSTED_PROXIES: shown('Reverse proxies in front whose X-Forwarded-For is believed'),
  TIDEMARK_DATA: shown('Folder of the embedded database, keys and logs'),
  DATABASE_URL: hidden('Connection string of Postgres, password included'),
  TIDEMARK_SECRET: hidden('Seals session cookies'),
  TIDEMARK_ENCRYPTION_KEY: hidden('Seals stored gateway keys'),
  TIDEMARK_NIGHTLY_CRON: shown('When the nightly checks start (UTC)'),
  TIDEMARK_DEEP_NIGHT: shown('Weekday (UTC) whose nightly checks ask every prompt five times'),
  TIDEMARK_CANDIDATES_CRON: shown('When Langfuse is searched for candidates (UTC)'),
  TIDEMARK_WORKER_CONCURRENCY: shown('Gateway calls in flight at once in a worker'),
  TIDEMARK_GATEWAY_URL: shown('Gateway that is set up on first start'),
  TIDEMARK_GATEWAY_KIND: shown('Kind of that gateway'),
  TIDEMARK_GATEWAY_MODELS: shown('Models of that gateway to watch'),
  TIDEMARK_GATEWAY_KEY: hidden('Key of that gateway'),
  TIDEMARK_ADMIN_EMAIL: shown('E-mail address of the first admin'),
  TIDEMARK_ADMIN_PASSWORD: hidden('Password of the first admin; without one it is generated'),
  TIDEMARK_OIDC_ISSUER: shown('Single sign-on: address of the OpenID Connect provider'),
  TIDEMARK_OIDC_CLIENT_ID: shown('Single sign-on: client id'),
  TIDEMARK_OIDC_CLIENT_SECRET: hidden('Single sign-on: client secret'),
  TIDEMARK_OIDC_NAME: shown('Single sign-on: what the button is called'),
  TIDEMARK_LOG_LEVEL: shown('Least level of log lines'),
  TIDEMARK_RECORDED_DATA: shown('Folder of recorded answers, for the replay demonstration'),
  NODE_ENV: shown('production, development or test'),
};
