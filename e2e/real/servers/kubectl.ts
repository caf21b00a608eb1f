import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { childEnvironment } from '#lib/platform/env.ts';
import { programPath } from './build/cache.ts';

export interface KubectlResult {
  /** `kubectl diff` says 1 when there are differences. */
  exitCode: number;
  output: string;
  errors: string;
}

/** Runs the kubectl of the API server's own release as its administrator. `input` is what it reads with `-f -`. */
export async function kubectl(
  { kubeconfigPath }: { kubeconfigPath: string },
  args: readonly string[],
  input = '',
): Promise<KubectlResult> {
  const child = spawn(programPath('kubectl'), args, { env: childEnvironment({ KUBECONFIG: kubeconfigPath }) });
  child.stdin.end(input);
  const [output, errors, [exitCode]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close'),
  ]);
  return { exitCode: Number(exitCode), output, errors };
}
