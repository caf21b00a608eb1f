import type { GitSourceBody } from '#lib/contract/drift/git-sources.ts';
import { isBranchName } from '#lib/git/refs.ts';
import { parseGitUrl } from '#lib/git/url.ts';
import { sourceUrl } from '#lib/gitops/source/address.ts';
import { messageOf, TidemarkError } from '#lib/platform/errors.ts';
import { createOutboundGuard } from '#lib/platform/outbound.ts';
import { fieldLabel } from '#lib/policy/field-labels.ts';
import { privateKeyFault, tidyPrivateKey } from './keys/private-key.ts';
import { knownHostsFault, signerFault } from './keys/public-keys.ts';

type Fields = Omit<GitSourceBody, 'name' | 'secret'>;

/**
 * Where a repository is, in one form: an address without credentials, or a folder of this machine as one.
 *
 * @throws TidemarkError `invalid_input` naming `url`, also for addresses that nothing may be connected to.
 */
export function checkSourceUrl(text: string): string {
  try {
    const url = text.startsWith('/') ? sourceUrl(text) : parseGitUrl(text);
    createOutboundGuard().checkHost(new URL(url).hostname);
    return url;
  } catch (error) {
    if (!(error instanceof TidemarkError)) throw error;
    throw error.issues.length > 0 ? error : refused('url', messageOf(error));
  }
}

/**
 * Checks what belongs together in a git source.
 *
 * @param fields with a checked `url`
 * @throws TidemarkError `invalid_input` naming the field.
 */
export function checkGitSource({ url, branch, access, knownHosts, signers, ...forge }: Fields): void {
  if (!isBranchName(branch)) throw refused('branch', 'cannot be the name of a branch');
  const protocol = new URL(url).protocol;
  if (access === 'ssh' && protocol !== 'ssh:') throw refused('access', 'a key of SSH needs an address with ssh://');
  if (access === 'token' && !/^https?:$/.test(protocol))
    throw refused('access', 'a token needs an address with https://');
  const hostsFault = knownHosts === null ? null : knownHostsFault(knownHosts);
  if (hostsFault !== null) throw refused('knownHosts', hostsFault);
  for (const [at, signer] of signers.entries()) {
    const fault = signerFault(signer);
    if (fault !== null) throw refused('signers', `key ${at + 1}: ${fault}`);
  }
  checkForge(access, forge);
}

/**
 * The secret as it is stored.
 *
 * @throws TidemarkError `invalid_input` naming `secret`, never quoting it.
 */
export function checkSecret(access: Fields['access'], secret: string | undefined): string | null {
  if (access === 'none') {
    if (secret !== undefined) throw refused('secret', 'is not used without a token or key; choose what it is');
    return null;
  }
  if (secret === undefined) throw refused('secret', access === 'ssh' ? 'enter the private key' : 'enter the token');
  if (access === 'ssh') {
    const fault = privateKeyFault(secret);
    if (fault !== null) throw refused('secret', fault);
    return tidyPrivateKey(secret);
  }
  if (!/^[\x21-\x7e]+$/.test(secret)) throw refused('secret', 'must be one line without blanks');
  return secret;
}

/** @throws TidemarkError `invalid_input` naming the field. */
export function refused(field: string, told: string): TidemarkError {
  const message = told.replace(/\.$/, '');
  return new TidemarkError('invalid_input', `The git source’s ${fieldLabel(field)}: ${message}.`, {
    issues: [{ path: field, message }],
  });
}

function checkForge(access: Fields['access'], { forge, forgeUrl, forgeProject }: Partial<Fields>): void {
  if (forge === 'none') return;
  if (access !== 'token') throw refused('forge', 'pull requests are opened with a token; choose access by token');
  if (forgeProject == null) throw refused('forgeProject', 'a forge needs its project, such as owner/name');
  if (forge === 'gitea' && forgeUrl == null) {
    throw refused('forgeUrl', 'Gitea and Forgejo have no public server: enter the address of yours');
  }
  if (forgeUrl == null) return;
  try {
    createOutboundGuard().checkHost(new URL(forgeUrl).hostname);
  } catch (error) {
    throw refused('forgeUrl', messageOf(error));
  }
}
