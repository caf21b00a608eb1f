import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { browserViolations, cycleViolations } from './graph.ts';
import { importsOf } from './imports.ts';
import { channelViolations, layerViolations, testingViolations, type Violation } from './rules.ts';

const SOURCES = '{app,components,worker,cli,lib,demo,scripts,e2e}/**/*.{ts,tsx}';

/** Checks the imports of every source file below `root` against the architecture's rules. */
export function checkStructure(root: string): { files: number; violations: Violation[] } {
  const files = globSync(SOURCES, { cwd: root })
    .map((file) => file.replaceAll('\\', '/'))
    .sort();
  const imports = files.flatMap((file) => importsOf(file, readFileSync(join(root, file), 'utf8')));
  const rules = [layerViolations, channelViolations, testingViolations, cycleViolations, browserViolations];
  return { files: files.length, violations: rules.flatMap((rule) => rule(imports)) };
}
