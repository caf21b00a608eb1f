import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { loadSuite } from '#lib/channels/prompt/task/parse.ts';
import { TidemarkError } from '#lib/platform/errors.ts';
import { agentFileSchema, type Manner, type Step } from './format.ts';

const FOLDER = import.meta.dirname;
const TASKS = join(FOLDER, '..', '..', 'suites', 'golden');

/** What the demo agent does in one conversation. */
export interface AgentScript {
  /** The last thing the user says in it. */
  asked: string;
  steps: readonly Step[];
  manners: readonly Manner[];
}

/**
 * Loads what the demo agent does, and ties it to the conversations of the sample suite.
 *
 * @throws TidemarkError `misconfigured` where a file names a task that the suite does not have.
 */
export function loadAgentScripts(): AgentScript[] {
  const asked = new Map(
    loadSuite(textsIn(TASKS)).map(({ id, input }) => [
      id,
      input.messages.findLast(({ role }) => role === 'user')?.content.trim() ?? '',
    ]),
  );
  return textsIn(FOLDER).flatMap(({ path, text }) => {
    const { manners, tasks } = agentFileSchema.parse(parse(text));
    return tasks.map(({ task, steps }) => {
      const words = asked.get(task);
      if (words !== undefined) return { asked: words, steps, manners };
      throw new TidemarkError('misconfigured', `Demo agent: ${path} names ${task}, which the suite does not have`);
    });
  });
}

function textsIn(folder: string): { path: string; text: string }[] {
  const names = readdirSync(folder).filter((name) => name.endsWith('.yaml'));
  return names.sort().map((name) => ({ path: name, text: readFileSync(join(folder, name), 'utf8') }));
}
