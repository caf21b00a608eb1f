import { expect } from '@playwright/test';
import { makeProject } from '#demo/langfuse/project.ts';
import { DEMO_PUBLIC_KEY, DEMO_SECRET_KEY, type DemoLangfuse, startDemoLangfuse } from '#demo/langfuse/server.ts';
import type { CandidateSummary } from '#lib/contract/candidates.ts';
import type { LangfuseSourceView } from '#lib/contract/langfuse.ts';
import type { GitServer } from '#lib/testing/git-server.ts';
import type { Api } from '../api.ts';
import type { TestGateway } from '../gateway.ts';
import { givenRepository } from './given-repository.ts';

const SCAN_DEADLINE_MS = 30_000;

/** A git server and a Langfuse project of the test's own. */
export interface MadeSource {
  server: GitServer;
  langfuse: DemoLangfuse;
  source: LangfuseSourceView;
}

export interface MadeCandidates extends MadeSource {
  found: CandidateSummary[];
}

interface World {
  api: Api;
  gateway: TestGateway;
  /** Takes care of what must end with the test. */
  until: AsyncDisposableStack;
}

/** A stand-in for Langfuse with a few traces that were scored low. */
async function givenLangfuse(until: AsyncDisposableStack, seed: string): Promise<DemoLangfuse> {
  const langfuse = await startDemoLangfuse({ project: makeProject({ traces: 4, now: new Date(), seed }) });
  until.defer(() => langfuse.close());
  return langfuse;
}

/** The shipped sample on a git server, and a Langfuse project whose tasks go there; not searched yet. */
export async function givenSource({ api, gateway, until }: World, name: string): Promise<MadeSource> {
  const { server, repository } = await givenRepository(api, gateway, name);
  until.defer(() => server.remove());
  const langfuse = await givenLangfuse(until, name);
  const source = await api.call('createLangfuseSource', {
    body: {
      name,
      baseUrl: langfuse.url,
      publicKey: DEMO_PUBLIC_KEY,
      secretKey: DEMO_SECRET_KEY,
      agent: 'support',
      repositoryId: repository.id,
    },
  });
  return { server, langfuse, source };
}

/** Searches the project by hand and waits for what is found, the lowest score first. */
export async function givenCandidates(world: World, name: string): Promise<MadeCandidates> {
  const made = await givenSource(world, name);
  return { ...made, found: await searched(world.api, made.source.id) };
}

/** Searches a project that is there. @returns what waits of it, the lowest score first. */
export async function searched(api: Api, sourceId: number): Promise<CandidateSummary[]> {
  await api.call('startCandidateScan', { body: { sourceId } });
  const status = async () => (await api.call('listCandidateScans', { query: { sourceId } })).items[0]?.status;
  await expect.poll(status, { timeout: SCAN_DEADLINE_MS, intervals: [100] }).toMatch(/finished|failed|cancelled/);
  return (await api.call('listCandidates', { query: { sourceId, state: 'pending' } })).items;
}
