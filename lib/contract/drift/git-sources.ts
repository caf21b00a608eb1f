import { z } from 'zod';
import { id, idText, instant } from '../common.ts';
import { forgeKind } from '../repositories.ts';

export const gitAccessKind = z.enum(['none', 'token', 'ssh']);

/** A branch of git that says what should run. Its secret is never shown. */
export const gitSourceView = z.object({
  id,
  name: z.string(),
  url: z.string(),
  branch: z.string(),
  access: gitAccessKind,
  hasSecret: z.boolean(),
  knownHosts: z.string().nullable(),
  /** Public keys, one of which must have signed; empty does not ask. */
  signers: z.array(z.string()),
  forge: forgeKind,
  forgeUrl: z.string().nullable(),
  forgeProject: z.string().nullable(),
  isDemo: z.boolean(),
  /** Head of the branch when it was last read, and when. */
  commitSha: z.string().nullable(),
  fetchedAt: instant.nullable(),
  problem: z.string().nullable(),
  /** Names of the clusters and flag sources that use it. */
  usedBy: z.array(z.string()),
  createdAt: instant,
});

export const gitSourceBody = z.object({
  name: z.string().trim().min(1).max(80),
  /** https://, ssh:// or file:///, or a path, without credentials. */
  url: z.string().trim().min(1).max(1000),
  branch: z.string().trim().min(1).max(200).default('main'),
  access: gitAccessKind.default('none'),
  /** The token, or the private key of SSH. On a change, left out: keep. */
  secret: z.string().trim().min(1).max(20_000).optional(),
  knownHosts: z.string().trim().max(50_000).nullable().default(null),
  signers: z.array(z.string().trim().min(1).max(50_000)).max(20).default([]),
  forge: forgeKind.default('none'),
  forgeUrl: z
    .url({ protocol: /^https?$/ })
    .max(1000)
    .nullable()
    .default(null),
  forgeProject: z.string().trim().min(1).max(300).nullable().default(null),
});

/** What is left out stays. */
export const gitSourcePatch = z
  .object({
    ...gitSourceBody.shape,
    branch: gitSourceBody.shape.branch.unwrap(),
    access: gitAccessKind,
    knownHosts: gitSourceBody.shape.knownHosts.unwrap(),
    signers: gitSourceBody.shape.signers.unwrap(),
    forge: forgeKind,
    forgeUrl: gitSourceBody.shape.forgeUrl.unwrap(),
    forgeProject: gitSourceBody.shape.forgeProject.unwrap(),
  })
  .partial();

export const gitSourceParams = z.object({ sourceId: idText });

export type GitSourceView = z.infer<typeof gitSourceView>;
export type GitSourceBody = z.infer<typeof gitSourceBody>;
export type GitSourcePatch = z.infer<typeof gitSourcePatch>;
