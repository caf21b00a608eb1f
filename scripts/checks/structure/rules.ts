import type { Import } from './imports.ts';

/** Something that must not be, with the reason and where to go instead. */
export interface Violation {
  file: string;
  line: number;
  message: string;
}

/** Top-level folders of code and what each may import from besides itself and packages. */
const MAY_IMPORT = {
  lib: ['generated'],
  components: ['lib'],
  app: ['components', 'lib', 'generated'],
  worker: ['lib', 'generated'],
  cli: ['lib', 'generated'],
  demo: ['lib'],
  scripts: ['lib', 'demo', 'generated'],
  e2e: ['lib', 'demo', 'scripts', 'generated'],
} as const satisfies Record<string, readonly string[]>;

/** Tests may besides use the demo gateway, the stand-in for a real one. */
const TESTS_MAY_IMPORT = ['demo', 'generated'];

const WHY = {
  lib: 'lib is the domain shared by all processes; it knows none of them. Pass what it needs as an argument',
  components: 'components take props and give markup. Load data in app and hand it down',
  app: 'the console reaches other processes only through the database and its jobs. Move what both need to lib',
  worker: 'the worker shares code with other processes only through lib. Move it there',
  cli: 'the command line shares code with other processes only through lib. Move it there',
  demo: 'the demo stands for outside systems and must not lean on ours, except on lib. Move shared code there',
  scripts: 'scripts drive processes from outside, as programs. Start the process, or move shared code to lib',
  e2e: 'browser tests see the product from outside. Go through the browser or the REST interface',
} as const satisfies Record<keyof typeof MAY_IMPORT, string>;

const CODE_FOLDERS = Object.keys(MAY_IMPORT);

export const isTest = (file: string) => /\.test\.tsx?$|\/testing(\/|\.ts$)/.test(file);
const topOf = (path: string) => path.split('/')[0] ?? '';
const isLayer = (name: string): name is keyof typeof MAY_IMPORT => name in MAY_IMPORT;

/** The arrows between top-level folders. */
export function layerViolations(imports: readonly Import[]): Violation[] {
  return imports.flatMap(({ from, to, line }) => {
    const layer = topOf(from);
    const target = topOf(to);
    const isOurs = CODE_FOLDERS.includes(target) || target === 'generated';
    if (!isLayer(layer) || !isOurs || target === layer) return [];
    const allowed: readonly string[] = [...MAY_IMPORT[layer], ...(isTest(from) ? TESTS_MAY_IMPORT : [])];
    if (allowed.includes(target)) return [];
    return [{ file: from, line, message: `${layer} must not import ${target} (${to}): ${WHY[layer]}.` }];
  });
}

/** The four drift channels are rooms without doors between them. */
export function channelViolations(imports: readonly Import[]): Violation[] {
  const channelOf = (path: string) => /^lib\/channels\/([^/]+)\//.exec(path)?.[1];
  return imports.flatMap(({ from, to, line }) => {
    const [own, other] = [channelOf(from), channelOf(to)];
    if (own === undefined || other === undefined || own === other) return [];
    const message = `channel ${own} must not import channel ${other} (${to}): each detector stands alone. Put what both need beside the channels in lib.`;
    return [{ file: from, line, message }];
  });
}

/** Helpers for tests stay out of the product. */
export function testingViolations(imports: readonly Import[]): Violation[] {
  return imports.flatMap(({ from, to, line }) => {
    const isHelper = isTest(to) && !to.startsWith('scripts/');
    if (!isHelper || isTest(from) || /^(scripts|e2e)\//.test(from)) return [];
    return [{ file: from, line, message: `${to} is for tests only. Import it from a *.test.ts file, or move it.` }];
  });
}
