import type { DriftObjectDetail } from '#lib/contract/drift/objects.ts';

/** Something to type in a terminal. */
export interface SuggestedCommand {
  does: string;
  text: string;
  /** It changes the cluster. */
  changes: boolean;
}

type Facts = Pick<
  DriftObjectDetail,
  'group' | 'kind' | 'namespace' | 'name' | 'source' | 'file' | 'commitSha' | 'owner'
>;

/** e.g. `Kustomization flux-system/apps`. */
const FLUX_SOURCE = /^(Kustomization|HelmRelease) ([^\s/]+)\/([^\s/]+)$/;

/** Digits of a commit that name it in any repository of this size. */
const SHORT_COMMIT = 12;

/** What a person may type to look at an object of a cluster, and to have Flux put it back; nothing for flags. */
export function suggestedCommands(object: Facts): SuggestedCommand[] {
  if (object.owner.kind === 'flags') return [];
  return [lookAt(object), ...compare(object), ...reconcile(object)];
}

function lookAt({ group, kind, namespace, name }: Facts): SuggestedCommand {
  const within = namespace === '' ? [] : ['--namespace', shellWord(namespace)];
  if (isSecret({ group, kind })) {
    const words = ['kubectl describe', shellWord(`secret/${name}`), ...within];
    return { does: 'Look at its keys, without their values', text: words.join(' '), changes: false };
  }
  const type = group === '' ? kind.toLowerCase() : `${kind.toLowerCase()}.${group}`;
  const words = ['kubectl get', shellWord(`${type}/${name}`), ...within, '--output yaml --show-managed-fields'];
  return { does: 'Look at it, with who owns which field', text: words.join(' '), changes: false };
}

/** git’s file of a secret is encrypted, that of a chart is a template. */
function compare({ group, kind, file, commitSha, source }: Facts): SuggestedCommand[] {
  const isOther = isSecret({ group, kind }) || source?.startsWith('HelmRelease ');
  if (isOther || file === null || commitSha === null) return [];
  const git = `git show ${shellWord(`${commitSha.slice(0, SHORT_COMMIT)}:${file}`)}`;
  const diff = 'kubectl diff --server-side --force-conflicts --field-manager kustomize-controller --filename -';
  return [
    { does: 'Ask the API server what applying git’s file would change', text: `${git} | ${diff}`, changes: false },
  ];
}

function reconcile({ source }: Facts): SuggestedCommand[] {
  const [, kind, namespace, name] = FLUX_SOURCE.exec(source ?? '') ?? [];
  if (kind === undefined || namespace === undefined || name === undefined) return [];
  // Flux leaves a release alone that it installed as git says, whatever became of it, unless told otherwise.
  const options = kind === 'HelmRelease' ? '--with-source --force' : '--with-source';
  const text = `flux reconcile ${kind.toLowerCase()} ${shellWord(name)} --namespace ${shellWord(namespace)} ${options}`;
  return [{ does: 'Have Flux apply git again', text, changes: true }];
}

const isSecret = ({ group, kind }: Pick<Facts, 'group' | 'kind'>) => group === '' && kind === 'Secret';

/** A word that the shell takes as it is: names come from the cluster, and some may hold anything but a slash. */
function shellWord(text: string): string {
  return /^[\w./:@=+,-]+$/.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
