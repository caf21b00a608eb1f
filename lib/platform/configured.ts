import { EXIT_CODE, TidemarkError } from './errors.ts';

/**
 * What `read` makes of the environment, for the first lines of a program. Where that does not fit, the program ends
 * with one message and no stack trace: it is for whoever set the environment.
 */
export function configuredOrExit<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof TidemarkError) || error.code !== 'misconfigured') throw error;
    process.stderr.write(`${error.message}\n`);
    process.exit(EXIT_CODE[error.code]);
  }
}
