import { runStack } from './stack/run-stack.ts';

process.exit(await runStack('development'));
