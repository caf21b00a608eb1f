import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { parse } from 'yaml';
import { z } from 'zod';
import type { DefinitionSet } from './build/definition-sources.ts';
import { definitionFiles } from './build/definitions.ts';
import { type Api, apply, demand } from './start/api.ts';

const ADDRESS = '/apis/apiextensions.k8s.io/v1/customresourcedefinitions';
const POLL_MS = 100;
const TIMEOUT_MS = 60_000;

const condition = z.object({ type: z.string(), status: z.string() });
const definition = z.looseObject({
  metadata: z.looseObject({ name: z.string() }),
  status: z.object({ conditions: z.array(condition).nullish() }).optional(),
});

/** Applies the CustomResourceDefinitions of Flux or Kyverno and waits until all are served. Returns their names. */
export function applyCrds({ api }: { api: Api }, set: DefinitionSet): Promise<string[]> {
  return Promise.all(
    definitionFiles(set).map(async (file) => {
      const wanted = definition.parse(parse(readFileSync(file, 'utf8')));
      const { name } = wanted.metadata;
      await apply(api, `${ADDRESS}/${name}`, wanted);
      await untilServed(api, name);
      return name;
    }),
  );
}

async function untilServed(api: Api, name: string): Promise<void> {
  for (let waitedMs = 0; waitedMs < TIMEOUT_MS; waitedMs += POLL_MS) {
    const { status } = definition.parse(demand(await api('GET', `${ADDRESS}/${name}`), name));
    if (status?.conditions?.some((one) => one.type === 'Established' && one.status === 'True')) return;
    await sleep(POLL_MS);
  }
  throw new Error(`${name} was not established within ${TIMEOUT_MS / 1000} s.`);
}
