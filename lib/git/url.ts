import { TidemarkError } from '#lib/platform/errors.ts';

const PROTOCOLS = ['https:', 'http:', 'ssh:', 'file:'];
const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;
/** `git@host:path`, which git takes for ssh. */
const SCP_LIKE = /^(?:([\w.-]+)@)?([\w.-]+):(?!\/\/)(.+)$/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is refused
const UNPRINTABLE = /[\u0000-\u0020\u007f]/;

/**
 * The address of a repository as git is given it. Only https, ssh and file are let through (http to this machine alone),
 * since git's other transports run commands.
 *
 * @throws TidemarkError `invalid_input` saying how to write it.
 */
export function parseGitUrl(text: string): string {
  const scp = SCP_LIKE.exec(text);
  if (scp !== null && !URL.canParse(text)) {
    const [, user = 'git', host = '', path = ''] = scp;
    throw refused(`must be written as ssh://${user}@${host}/${path}`);
  }
  if (UNPRINTABLE.test(text)) throw refused('must not hold blanks or control characters');
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null || !PROTOCOLS.includes(url.protocol)) {
    throw refused('must start with https://, ssh:// or file:///');
  }
  if (url.protocol === 'http:' && !LOOPBACK.test(url.hostname)) {
    throw refused('must start with https://: over http the token could be read on the way');
  }
  if (url.password !== '' || (url.username !== '' && url.protocol !== 'ssh:')) {
    throw refused('must not hold a user name or token; put the token in its own field');
  }
  if (url.search !== '' || url.hash !== '') throw refused('must not hold ? or #');
  if (url.protocol === 'file:' ? url.host !== '' : url.host === '' || url.host.startsWith('-')) {
    throw refused(url.protocol === 'file:' ? 'must start with file:/// and a path' : 'must name a host');
  }
  if (url.pathname === '/' || url.pathname === '') throw refused('must name a repository');
  return url.href;
}

/** Whether a token entered for one address may be sent to the other: the same server by the same transport. */
export function sameServer(one: string, other: string): boolean {
  const [a, b] = [new URL(one), new URL(other)];
  return a.protocol === b.protocol && a.host === b.host;
}

function refused(message: string): TidemarkError {
  return new TidemarkError('invalid_input', `The address of the repository ${message}.`, {
    issues: [{ path: 'url', message }],
  });
}
