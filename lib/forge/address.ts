import { TidemarkError } from '#lib/platform/errors.ts';
import type { ForgeConnection, ForgeKind } from './types.ts';

export const FORGE_NAME: Record<ForgeKind, string> = { github: 'GitHub', gitlab: 'GitLab', gitea: 'Gitea' };

/** Path of each forge's API below its own address. */
const API_PATH: Record<ForgeKind, string> = { github: '/api/v3', gitlab: '/api/v4', gitea: '/api/v1' };

const PUBLIC: Record<ForgeKind, string | null> = {
  github: 'https://api.github.com',
  gitlab: 'https://gitlab.com/api/v4',
  gitea: null,
};

/**
 * Address of a forge's API, without a slash at its end.
 *
 * @throws TidemarkError `invalid_input` for what is no http(s) address, or holds credentials.
 */
export function apiAddress({ kind, url }: Pick<ForgeConnection, 'kind' | 'url'>): string {
  const given = url === null || url.trim() === '' ? PUBLIC[kind] : url.trim();
  if (given === null) throw refused(`${FORGE_NAME[kind]} needs the address of the forge.`);
  const parsed = URL.canParse(given) ? new URL(given) : null;
  if (parsed === null || !/^https?:$/.test(parsed.protocol)) {
    throw refused(`The address of ${FORGE_NAME[kind]} must start with http:// or https://.`);
  }
  if (parsed.username !== '' || parsed.password !== '') {
    throw refused(`The address of ${FORGE_NAME[kind]} must not hold a user name or a password; give the token apart.`);
  }
  const path = parsed.pathname.replace(/\/+$/, '');
  if (kind === 'github' && path === '') return gitHubApi(parsed);
  return `${parsed.origin}${path.endsWith(API_PATH[kind]) ? path : `${path}${API_PATH[kind]}`}`;
}

/** github.com and its hosted kin have their API on a host of its own; GitHub Enterprise Server has it below a path. */
function gitHubApi({ origin, protocol, hostname }: URL): string {
  if (hostname.startsWith('api.')) return origin;
  if (/(^|\.)(github|ghe)\.com$/.test(hostname)) return `${protocol}//api.${hostname.replace(/^www\./, '')}`;
  return `${origin}${API_PATH.github}`;
}

/** A repository on a forge, as far as people open it in a browser. */
type ForgePlace = Pick<ForgeConnection, 'kind' | 'url' | 'project'>;

/** Where a forge shows what changed between two commits, one commit, and a file at a commit. */
export interface ForgePages {
  compare: (from: string, to: string) => string;
  commit: (commit: string) => string;
  /** @param path of the file from the root of the repository, with `/`. */
  file: (commit: string, path: string) => string;
}

/** What a forge calls the pages of files. */
const FILE_PAGES: Record<ForgeKind, string> = { github: 'blob', gitlab: 'blob', gitea: 'src/commit' };

/** Pages of a repository on its forge; null for a GitLab project known by its number alone, or an address that is none. */
export function forgePages({ kind, url, project }: ForgePlace): ForgePages | null {
  const steps = stepsOf(project);
  if (steps.length < 2) return null;
  const web = webAddress({ kind, url });
  if (web === null) return null;
  const place = `${web}/${steps.join('/')}${kind === 'gitlab' ? '/-' : ''}`;
  return {
    compare: (from, to) => `${place}/compare/${from}...${to}`,
    commit: (commit) => `${place}/commit/${commit}`,
    file: (commit, path) => {
      const steps = path.split('/').map(encodeURIComponent).join('/');
      return `${place}/${FILE_PAGES[kind]}/${encodeURIComponent(commit)}/${steps}`;
    },
  };
}

/** Where people open a forge, without a slash at its end. */
function webAddress(forge: Pick<ForgeConnection, 'kind' | 'url'>): string | null {
  try {
    const api = new URL(apiAddress(forge));
    if (forge.kind === 'github' && api.pathname === '/') return `${api.protocol}//${api.host.replace(/^api\./, '')}`;
    return api.href.replace(new RegExp(`${API_PATH[forge.kind]}/*$`), '');
  } catch (error) {
    if (error instanceof TidemarkError) return null;
    throw error;
  }
}

/**
 * Owner and name of a repository on GitHub or Gitea.
 *
 * @throws TidemarkError `invalid_input` for anything but `owner/name`.
 */
export function ownerAndName(project: string): { owner: string; repo: string } {
  const [owner, repo, ...more] = stepsOf(project);
  if (owner !== undefined && repo !== undefined && more.length === 0) return { owner, repo };
  throw refused(`"${project.slice(0, 100)}" is no repository. Write it as owner/name.`);
}

/**
 * A project on GitLab, as it is.
 *
 * @throws TidemarkError `invalid_input` for anything but a number or a path with groups.
 */
export function gitLabProject(project: string): string {
  if (/^\d+$/.test(project) || stepsOf(project).length > 1) return project;
  throw refused(`"${project.slice(0, 100)}" is no project. Write it as group/name, or as its number.`);
}

/** The steps of a path; none where it holds anything else. */
function stepsOf(path: string): string[] {
  const steps = path.split('/');
  return steps.every((step) => /^[\w.-]+$/.test(step) && !/^\.+$/.test(step)) ? steps : [];
}

function refused(message: string): TidemarkError {
  return new TidemarkError('invalid_input', message);
}
