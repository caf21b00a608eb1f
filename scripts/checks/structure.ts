import { ROOT } from '../stack/root.ts';
import { checkStructure } from './structure/check.ts';

const { files, violations } = checkStructure(ROOT);
for (const { file, line, message } of violations) console.error(`${file}:${line}  ${message}`);
console.log(`${files} files, ${violations.length} forbidden imports`);
if (violations.length > 0) process.exitCode = 1;
