import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The canary suite that ships with the product, as seen from the working directory. */
export function shippedSuite(): string {
  return relative(process.cwd(), shippedSuites('canary')) || '.';
}

/** Absolute path of a part of the suites that ship with the product. */
export function shippedSuites(part: string): string {
  // This file and its bundle both lie one level below the package's folder.
  return fileURLToPath(new URL(`../suites/${part}`, import.meta.url));
}
