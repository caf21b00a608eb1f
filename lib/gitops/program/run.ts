import { spawn } from 'node:child_process';
import { TidemarkError } from '#lib/platform/errors.ts';
import { MAX_QUOTED_CHARS } from '../limits.ts';

interface ProgramCall {
  command: string;
  args: readonly string[];
  cwd: string;
  /** The whole environment: nothing is inherited. */
  environment: Readonly<Record<string, string>>;
  input?: string | Buffer;
  timeoutMs: number;
  maxBytes: number;
  signal?: AbortSignal | undefined;
}

interface ProgramResult {
  code: number | null;
  stdout: Buffer;
  stderr: string;
}

/**
 * Runs a program to its end, without a shell, bounded in time and output. A status other than 0 is no error here.
 *
 * @throws TidemarkError `misconfigured` when there is no such program, `unavailable` when it takes too long,
 *   `invalid_input` when it writes too much; the signal's own reason.
 */
export function runProgram(call: ProgramCall): Promise<ProgramResult> {
  const { command, args, cwd, environment, input, timeoutMs, maxBytes, signal } = call;
  return new Promise((resolve, reject) => {
    signal?.throwIfAborted();
    // Types of Next demand NODE_ENV of every environment.
    const child = spawn(command, [...args], { cwd, env: environment as NodeJS.ProcessEnv, stdio: 'pipe' });
    const [out, err]: [Buffer[], Buffer[]] = [[], []];
    let bytes = 0;
    const end = (error: unknown) => {
      child.kill('SIGKILL');
      reject(error);
    };
    const stop = () => end(signal?.reason);
    const timer = setTimeout(() => end(tooSlow(command, timeoutMs)), timeoutMs);
    signal?.addEventListener('abort', stop, { once: true });
    child.on('error', (cause) => end(notStarted(command, cause)));
    // A program that ends before it has read everything says why by itself.
    child.stdin.on('error', () => undefined);
    const collect = (into: Buffer[]) => (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes > maxBytes) end(tooMuch(command, maxBytes));
      else into.push(chunk);
    };
    child.stdout.on('data', collect(out));
    child.stderr.on('data', collect(err));
    child.on('close', (code) => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', stop);
      resolve({ code, stdout: Buffer.concat(out), stderr: Buffer.concat(err).toString('utf8') });
    });
    child.stdin.end(input);
  });
}

/** A program's words on one line, without control characters and the folders it was run in. */
export function quoteProgram(stderr: string, folder: string): string {
  const text = stderr
    .replaceAll(`${folder}/`, '')
    .replaceAll(folder, '.')
    .replace(/[\p{Cc}\s]+/gu, ' ')
    // What kubectl puts before its words: the time, its process and its own source file.
    .replace(/^[EWIF]\d{4} [\d:.]+ +\d+ \S+\] "command failed" err=/, '')
    .trim();
  return text.length > MAX_QUOTED_CHARS ? `${text.slice(0, MAX_QUOTED_CHARS)}…` : text;
}

function notStarted(command: string, cause: Error): TidemarkError {
  return new TidemarkError('misconfigured', `The program ${command} cannot be started: ${cause.message}.`, { cause });
}

function tooSlow(command: string, timeoutMs: number): TidemarkError {
  return new TidemarkError('unavailable', `${command} took longer than ${timeoutMs / 1000} s and was ended.`);
}

function tooMuch(command: string, maxBytes: number): TidemarkError {
  return new TidemarkError('invalid_input', `${command} wrote more than ${maxBytes} bytes and was ended.`);
}
