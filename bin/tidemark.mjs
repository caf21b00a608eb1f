#!/usr/bin/env node
import { existsSync } from 'node:fs';

const bundle = new URL('../dist/tidemark.mjs', import.meta.url);
if (existsSync(bundle)) {
  await import(bundle.href);
} else {
  console.error('tidemark: the command line is not built. Run `npm run build:cli` in the checkout.');
  process.exitCode = 2;
}
