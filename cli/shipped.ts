import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The canary suite that ships with the product, as seen from the working directory. */
export function shippedSuite(): string {
  // This file and its bundle both lie one level below the package's folder.
  return relative(process.cwd(), fileURLToPath(new URL('../suites/canary', import.meta.url))) || '.';
}
