import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { childEnvironment } from '#lib/platform/env.ts';
import { ROOT } from './root.ts';

interface ToolResult {
  exitCode: number;
  /** Standard output and error, interleaved. */
  output: string;
}

interface ToolOptions {
  environment?: Record<string, string>;
  signal?: AbortSignal | undefined;
  /** Told each line of its standard output as it comes. */
  onLine?: (line: string) => void;
}

/**
 * Runs a Node script of the checkout to its end in a process group of its own, collecting what it prints.
 * When `signal` aborts, the whole group is ended and the call rejects.
 */
export async function runTool(
  args: string[],
  { environment = {}, signal, onLine }: ToolOptions = {},
): Promise<ToolResult> {
  const child = spawn(process.execPath, args, {
    cwd: ROOT,
    detached: true,
    env: childEnvironment({ NO_COLOR: '1', ...environment }),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const chunks: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => chunks.push(chunk));
  if (onLine) createInterface(child.stdout).on('line', onLine);
  const abort = () => {
    if (child.pid !== undefined) process.kill(-child.pid, 'SIGTERM');
  };
  signal?.addEventListener('abort', abort, { once: true });
  const [code] = await once(child, 'close');
  signal?.removeEventListener('abort', abort);
  signal?.throwIfAborted();
  return { exitCode: typeof code === 'number' ? code : 1, output: Buffer.concat(chunks).toString('utf8') };
}
