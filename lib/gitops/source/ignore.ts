import { globMatcher } from '../glob.ts';

/** One line of a `.sourceignore`, and the folder (from the top of the repository) below which it counts. */
export interface IgnorePattern {
  folder: readonly string[];
  steps: readonly PatternStep[];
  isInclusion: boolean;
  isFolderOnly: boolean;
}

/** What stands between two slashes. */
interface PatternStep {
  text: string;
  fits: (name: string) => boolean;
}

/** Never part of what Flux takes from a repository. */
const VERSION_CONTROL = ['.git/', '.gitignore', '.gitmodules', '.gitattributes'];

/** What Flux leaves out of a repository that says nothing itself. */
const BY_DEFAULT = [
  ...['*.jpg', '*.jpeg', '*.gif', '*.png', '*.wmv', '*.flv', '*.tar.gz', '*.zip'],
  ...['.github/', '.circleci/', '.travis.yml', '.gitlab-ci.yml', 'appveyor.yml', '.drone.yml'],
  ...['cloudbuild.yaml', 'codeship-services.yml', 'codeship-steps.yml'],
  ...['**/.goreleaser.yml', '**/.sops.yaml', '**/.flux.yaml'],
];

/** The patterns of a `.sourceignore` in `folder` ('' is the top), in their order. */
export function readIgnorePatterns(text: string, folder = ''): IgnorePattern[] {
  return text
    .split(/\r?\n/)
    .filter((line) => !line.startsWith('#') && line.trim() !== '')
    .map((line) => patternOf(line, folder));
}

/**
 * Whether Flux leaves a file out of what it takes from a repository: patterns of the `.sourceignore` files from the top
 * down, then those of the GitRepository; the last that fits decides. Flux's own list counts only where there are none.
 *
 * @param path from the top of the repository, with `/`.
 */
export function ignoreFilter(patterns: readonly IgnorePattern[]): (path: string) => boolean {
  const own = [...VERSION_CONTROL, ...(patterns.length === 0 ? BY_DEFAULT : [])].map((line) => patternOf(line, ''));
  const all = [...own, ...patterns].reverse();
  return (path) => {
    const steps = path.split('/');
    const decisive = all.find((pattern) => fits(pattern, steps));
    return decisive !== undefined && !decisive.isInclusion;
  };
}

function patternOf(line: string, folder: string): IgnorePattern {
  const isInclusion = line.startsWith('!');
  const text = isInclusion ? line.slice(1) : line;
  const trimmed = text.endsWith('\\ ') ? text : text.replace(/ +$/, '');
  const isFolderOnly = trimmed.endsWith('/');
  return {
    folder: folder === '' ? [] : folder.split('/'),
    steps: (isFolderOnly ? trimmed.slice(0, -1) : trimmed)
      .split('/')
      .map((text) => ({ text, fits: globMatcher(text) })),
    isInclusion,
    isFolderOnly,
  };
}

function fits({ folder, steps, isFolderOnly }: IgnorePattern, path: readonly string[]): boolean {
  if (path.length <= folder.length || folder.some((step, at) => path[at] !== step)) return false;
  const rest = path.slice(folder.length);
  const [only, ...more] = steps;
  if (only === undefined || more.length > 0) return pathFits(steps, rest, isFolderOnly);
  const at = rest.findIndex(only.fits);
  return at !== -1 && !(isFolderOnly && at === rest.length - 1);
}

/** A pattern with a slash: anchored at its folder, `**` for any number of folders; what lies below a fit fits too. */
function pathFits(steps: readonly PatternStep[], path: readonly string[], isFolderOnly: boolean): boolean {
  let rest = path;
  let hasMatched = false;
  let mayTraverse = false;
  for (const [at, { text, fits: stepFits }] of steps.entries()) {
    if (text === '') {
      mayTraverse = false;
      continue;
    }
    if (text === '**') {
      if (at === steps.length - 1) break;
      mayTraverse = true;
      continue;
    }
    if (text.includes('**') || rest.length === 0) return false;
    const found = mayTraverse ? rest.findIndex(stepFits) : stepFits(rest[0] ?? '') ? 0 : -1;
    if (found === -1 && !mayTraverse) return false;
    hasMatched = found !== -1;
    rest = found === -1 ? [] : rest.slice(found + 1);
    mayTraverse = false;
  }
  return hasMatched && !(isFolderOnly && rest.length === 0);
}
