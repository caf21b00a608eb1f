import { z } from 'zod';
import { id, instant } from './common.ts';

export const forgeKind = z.enum(['none', 'github', 'gitlab', 'gitea']);

/** A git repository with a golden suite. Its token is never shown. */
export const repositoryView = z.object({
  id,
  name: z.string(),
  url: z.string(),
  branch: z.string(),
  /** Path of the project file within the repository. */
  projectPath: z.string(),
  forge: forgeKind,
  /** Null for the public forge. */
  forgeUrl: z.string().nullable(),
  /** `owner/name`; null where there is no forge. */
  forgeProject: z.string().nullable(),
  hasToken: z.boolean(),
  /** Whom agents and judges are asked through. */
  gateway: z.object({ id, name: z.string(), isDemo: z.boolean() }),
  nightly: z.boolean(),
  /** US dollars that a run, or a try of a draft, may cost; null for no limit. */
  runBudgetUsd: z.number().nullable(),
  /** Commit of the branch that was last read, and when; null before the first time. */
  commitSha: z.string().nullable(),
  syncedAt: instant.nullable(),
  /** Why the last reading failed; null when it did not. */
  syncError: z.string().nullable(),
  /** Approved candidates that are not on the server yet. */
  pendingPublications: z.int(),
  createdAt: instant,
});

const path = z
  .string()
  .trim()
  .min(1)
  .max(500)
  .regex(/^(?!\/)[^\\:\p{Cc}]+$/u, 'must be a path from the root of the repository, its folders joined by /')
  .refine((text) => text.split('/').every((step) => !['', '.', '..'].includes(step)), 'must not hold ., .. or //');

const httpUrl = z.url({ protocol: /^https?$/, abort: true }).refine((url) => {
  const { username, password } = new URL(url);
  return username === '' && password === '';
}, 'must not hold a user name or password; put the token in its own field');

export const repositoryBody = z.object({
  name: z.string().trim().min(1).max(80),
  /** https://, ssh:// or file:///, without credentials. */
  url: z.string().trim().min(1).max(1000),
  branch: z.string().trim().min(1).max(200).default('main'),
  projectPath: path.default('evals/tidemark.yaml'),
  forge: forgeKind.default('none'),
  forgeUrl: httpUrl.nullable().default(null),
  forgeProject: z.string().trim().min(1).max(300).nullable().default(null),
  /** For git over https and for the forge. Left out: keep the stored token. Null: store none. */
  token: z
    .string()
    .trim()
    .regex(/^[!-~]{1,4000}$/, 'must be the token as the forge shows it, without spaces')
    .nullable()
    .optional(),
  gatewayId: id,
  nightly: z.boolean().default(true),
  runBudgetUsd: z.number().positive().max(100_000).nullable().default(null),
});

/** What is left out stays. */
export const repositoryPatch = z
  .object({
    ...repositoryBody.shape,
    branch: repositoryBody.shape.branch.unwrap(),
    projectPath: path,
    forge: forgeKind,
    forgeUrl: httpUrl.nullable(),
    forgeProject: repositoryBody.shape.forgeProject.unwrap(),
    nightly: z.boolean(),
    runBudgetUsd: repositoryBody.shape.runBudgetUsd.unwrap(),
  })
  .partial();

export type RepositoryView = z.infer<typeof repositoryView>;
export type RepositoryBody = z.infer<typeof repositoryBody>;
export type RepositoryPatch = z.infer<typeof repositoryPatch>;
