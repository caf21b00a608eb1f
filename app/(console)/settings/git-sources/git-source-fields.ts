import type { ForgeFields } from '#components/settings/forge-inputs.tsx';
import type { GitSourceView } from '#lib/contract/drift/git-sources.ts';

/** What the form of a git source holds. The secret is only ever written: it starts empty. */
export interface GitSourceFields extends ForgeFields {
  name: string;
  url: string;
  branch: string;
  access: GitSourceView['access'];
  secret: string;
  knownHosts: string;
  signers: string;
}

export function gitSourceFields(source: GitSourceView | null): GitSourceFields {
  return {
    name: source?.name ?? '',
    url: source?.url ?? '',
    branch: source?.branch ?? 'main',
    access: source?.access ?? 'none',
    secret: '',
    knownHosts: source?.knownHosts ?? '',
    signers: source?.signers.join('\n') ?? '',
    forge: source?.forge ?? 'none',
    forgeUrl: source?.forgeUrl ?? '',
    forgeProject: source?.forgeProject ?? '',
  };
}

/** What is sent: an empty secret leaves the stored one alone. What does not belong to the chosen access is none. */
export function toGitSourceBody({ secret, knownHosts, signers, ...fields }: GitSourceFields) {
  const forge = fields.access === 'token' ? fields.forge : 'none';
  return {
    ...fields,
    knownHosts: fields.access === 'ssh' ? orNull(knownHosts) : null,
    signers: splitKeys(signers),
    forge,
    forgeUrl: forge === 'none' ? null : orNull(fields.forgeUrl),
    forgeProject: forge === 'none' ? null : orNull(fields.forgeProject),
    ...(fields.access !== 'none' && secret.trim() !== '' && { secret }),
  };
}

/** Keys as they were pasted one below the other: OpenPGP blocks as a whole, everything else line by line. */
export function splitKeys(text: string): string[] {
  const blocks = text.match(/-----BEGIN [^-]+-----[\s\S]*?-----END [^-]+-----|[^\n]+/g) ?? [];
  return blocks.map((block) => block.trim()).filter((block) => block !== '' && !block.startsWith('#'));
}

function orNull(text: string): string | null {
  return text.trim() === '' ? null : text.trim();
}
