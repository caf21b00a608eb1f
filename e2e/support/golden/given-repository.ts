import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type GitServer, makeGitServer } from '#lib/testing/git-server.ts';
import type { Api } from '../api.ts';
import type { TestGateway } from '../gateway.ts';
import { givenGateway } from '../given.ts';

const PROMPT = 'prompts/support.md';
const PROJECT = 'suites/golden-project';
const SUITE = 'suites/golden';

/** The shipped sample on a git server of its own, added to the console with the test's own gateway. */
export async function givenRepository(api: Api, gateway: TestGateway, name: string) {
  const server = makeGitServer(sampleFiles());
  const gatewayId = await givenGateway(api, gateway, `gateway of ${name}`);
  const repository = await api.call('createRepository', { body: { name, url: server.url, gatewayId, nightly: false } });
  await api.call('readGoldenSuite', { params: { repositoryId: repository.id } });
  return { repository, server };
}

/** Takes the rule on refunds, which one task asks for, out of the prompt; on `branch`. */
export function breakPrompt(server: GitServer, branch: string): string {
  const prompt = readFileSync(join(PROJECT, PROMPT), 'utf8');
  const broken = prompt.split('\n').filter((line) => !line.startsWith('- Refund limit'));
  return server.commit({ [PROMPT]: broken.join('\n') }, branch);
}

function sampleFiles(): Record<string, string> {
  return { ...filesOf(PROJECT, ''), ...filesOf(SUITE, 'evals/golden/') };
}

function filesOf(folder: string, below: string): Record<string, string> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return Object.fromEntries(
    files.map(({ parentPath, name }) => {
      const path = join(parentPath, name);
      return [below + path.slice(folder.length + 1), readFileSync(path, 'utf8')];
    }),
  );
}
