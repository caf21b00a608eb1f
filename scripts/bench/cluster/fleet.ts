import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import pLimit from 'p-limit';
import { stringify } from 'yaml';
import { openConnection } from '#lib/kubernetes/connection/check.ts';
import type { ConnectionData } from '#lib/kubernetes/connection/types.ts';
import { rawApi } from './api.ts';
import type { benchObjects } from './objects.ts';

const FILE_OBJECTS = 100;
const IN_FLIGHT = 16;

/** Applies objects to a real API server as Flux does; the first one, their namespace, before the others. */
export async function applyAll(connection: ConnectionData, objects: ReturnType<typeof benchObjects>): Promise<void> {
  const api = rawApi(openConnection(connection));
  const limit = pLimit(IN_FLIGHT);
  const put = ({ path, object }: (typeof objects)[number]) =>
    api('PATCH', `${path}?fieldManager=kustomize-controller&force=true`, { body: object });
  const [namespace, ...rest] = objects;
  if (namespace !== undefined) await put(namespace);
  await Promise.all(rest.map((each) => limit(() => put(each))));
}

/** Makes a repository in `folder` that asks for the objects, in files of many. Returns where it is. */
export function writeFleet(folder: string, objects: ReturnType<typeof benchObjects>): string {
  const fleet = join(folder, 'fleet');
  mkdirSync(fleet, { recursive: true });
  for (let at = 0; at < objects.length; at += FILE_OBJECTS) {
    const text = objects
      .slice(at, at + FILE_OBJECTS)
      .map(({ object }) => stringify(object))
      .join('---\n');
    writeFileSync(join(fleet, `${at}.yaml`), text);
  }
  const git = (...args: string[]) =>
    execFileSync('git', ['-c', 'user.name=Bench', '-c', 'user.email=bench@example.test', ...args], { cwd: fleet });
  git('init', '--quiet', '-b', 'main');
  git('add', '--all');
  git('commit', '--quiet', '-m', 'Fleet');
  return fleet;
}
