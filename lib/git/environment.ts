import { dirname } from 'node:path';
import type { GitAuthor, GitRemote, GitRunOptions, GitSshFiles } from './types.ts';

/** Whom commits are committed by; their author is the curator. */
const COMMITTER = { name: 'Tidemark', email: 'tidemark@localhost' };

/** What git may take over from the process: finding programs and the way out of the network. */
export const INHERITED = [
  'PATH',
  'CI',
  'http_proxy',
  'https_proxy',
  'HTTPS_PROXY',
  'all_proxy',
  'ALL_PROXY',
  'no_proxy',
  'NO_PROXY',
  'SSH_AUTH_SOCK',
  'SSL_CERT_FILE',
  'SSL_CERT_DIR',
  'GIT_SSL_CAINFO',
] as const;

/** Never asks, and tells unknown hosts from known ones by the account's own list. */
const SSH = 'ssh -o BatchMode=yes -o StrictHostKeyChecking=yes -o ConnectTimeout=15';

/**
 * The whole environment of one git command: nobody's own configuration, no questions, no hooks of the clone, and the
 * token as a header for the remote's own server only. Arguments, files and git's messages never see it.
 *
 * @param folder Whose repository it works on; never that of a folder above it.
 * @param home An empty folder of Tidemark's.
 * @param inherited Values of {@link INHERITED}, as far as they are set.
 * @param reach As `reachOf` gives it.
 */
export function gitEnvironment(
  folder: string,
  { url, secret, ssh }: GitRemote,
  { author, indexFile }: GitRunOptions,
  home: string,
  inherited: Readonly<Record<string, string>>,
  reach: string | null = null,
): Record<string, string> {
  const config: [string, string][] = [
    ['core.hooksPath', '/dev/null'],
    ['core.fsmonitor', 'false'],
    ['credential.helper', ''],
    ['gc.auto', '0'],
    ['maintenance.auto', 'false'],
    // A redirect elsewhere would be sent the header too.
    ['http.followRedirects', 'false'],
  ];
  if (reach !== null) config.push(['http.curloptResolve', reach]);
  // In a pipeline's container the checkout belongs to another account, and to nobody else; elsewhere that is a warning sign.
  if (inherited.CI !== undefined) config.push(['safe.directory', folder]);
  if (secret !== null && /^https?:/.test(url)) {
    config.push([`http.${new URL(url).origin}/.extraHeader`, `Authorization: Basic ${basic(secret)}`]);
  }
  return {
    ...inherited,
    HOME: home,
    XDG_CONFIG_HOME: home,
    LC_ALL: 'C',
    GIT_CEILING_DIRECTORIES: dirname(folder),
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_ATTR_NOSYSTEM: '1',
    GIT_TERMINAL_PROMPT: '0',
    GIT_SSH_COMMAND: sshCommand(ssh),
    GIT_ALLOW_PROTOCOL: 'https:http:ssh:file',
    GIT_CONFIG_COUNT: String(config.length),
    ...Object.fromEntries(
      config.flatMap(([key, value], at) => [
        [`GIT_CONFIG_KEY_${at}`, key],
        [`GIT_CONFIG_VALUE_${at}`, value],
      ]),
    ),
    ...(author === undefined ? {} : identity(author)),
    ...(indexFile === undefined ? {} : { GIT_INDEX_FILE: indexFile }),
  };
}

function sshCommand(files: GitSshFiles | undefined): string {
  if (files === undefined) return SSH;
  const { identityFile, knownHostsFile } = files;
  const identity = `${SSH} -F none -o IdentityAgent=none -o IdentitiesOnly=yes -i '${identityFile}'`;
  if (knownHostsFile === null) return identity;
  return `${identity} -o UserKnownHostsFile='${knownHostsFile}' -o GlobalKnownHostsFile=none`;
}

/** The secret as it travels, for the header and for taking it out of messages. */
export function basic({ user, token }: { user: string; token: string }): string {
  return Buffer.from(`${user}:${token}`, 'utf8').toString('base64');
}

/** The same commit comes out of the same content whenever it is made, since both dates are the author's. */
function identity({ name, email, at }: GitAuthor): Record<string, string> {
  const date = `${Math.floor(at.getTime() / 1000)} +0000`;
  return {
    GIT_AUTHOR_NAME: plainName(name) || plainName(email),
    GIT_AUTHOR_EMAIL: plainName(email),
    GIT_AUTHOR_DATE: date,
    GIT_COMMITTER_NAME: COMMITTER.name,
    GIT_COMMITTER_EMAIL: COMMITTER.email,
    GIT_COMMITTER_DATE: date,
  };
}

/** Without what ends a name or a line in a commit, and without what git trims off, which could leave nothing. */
function plainName(text: string): string {
  return text
    .replace(/[\p{Cc}\s<>]+/gu, ' ')
    .replace(/^[\s.,:;"'\\]+|[\s.,:;"'\\]+$/g, '')
    .trim();
}
