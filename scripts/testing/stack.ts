import { adoptEnvironment, blankEnvironment } from '#lib/platform/env.ts';
import { removeDataFolder, temporaryDataFolder } from '../stack/data-folder.ts';
import { freePort } from '../stack/ports.ts';
import { PROGRAMS } from '../stack/programs.ts';
import { type Stack, startStack } from '../stack/start-stack.ts';
import { createSteps } from '../stack/steps.ts';

export interface TestStack extends Stack {
  dataFolder: string;
}

/**
 * The whole product for browser tests: built console, worker, demo gateway and database, on free ports and a
 * temporary data folder, seeded as at a first start. Its environment (DATABASE_URL, secrets) is adopted into this
 * process. Disposing of it leaves no process and no file.
 */
export async function startTestStack(): Promise<TestStack> {
  adoptEnvironment(blankEnvironment());
  const dataFolder = temporaryDataFolder('e2e');
  const shown: string[] = [];
  const never = new AbortController().signal;
  try {
    const stack = await startStack({
      mode: 'production',
      dataFolder,
      host: '127.0.0.1',
      port: await freePort(),
      programs: PROGRAMS,
      steps: createSteps({
        write: (text) => shown.push(text),
        isTerminal: false,
        first: 1,
        total: 8,
        nowMs: () => performance.now(),
        stop: never,
      }),
      control: { stop: never, hurry: never },
    });
    return {
      ...stack,
      dataFolder,
      [Symbol.asyncDispose]: async () => {
        await stack[Symbol.asyncDispose]();
        removeDataFolder(dataFolder);
      },
    };
  } catch (error) {
    console.error(shown.join(''));
    removeDataFolder(dataFolder);
    throw error;
  }
}
