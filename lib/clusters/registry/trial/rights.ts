import pLimit from 'p-limit';
import { formatCount } from '#lib/format/numbers.ts';
import type { KubeClient } from '#lib/kubernetes/client/client.ts';
import { KubeFault } from '#lib/kubernetes/client/fault.ts';
import { subjectOf } from '#lib/kubernetes/client/resource-path.ts';
import { isRunningState } from '#lib/kubernetes/compare/extras/never-extra.ts';
import type { ResourceType } from '#lib/kubernetes/types.ts';

/** Requests at once: a test must not press an API server. */
const AT_ONCE = 8;

/** What may be done with a kind; `unknown` where the server gave no answer. */
type Right = 'granted' | 'forbidden' | 'unknown';

/** A kind, as kubectl writes it, and what may be done with it. */
export interface KindRights {
  subject: string;
  list: Right;
  /** Null: not asked for. */
  watch: Right | null;
}

/** Which kinds git may hold, each once, at the version that the server prefers. */
export function kindsToRead(types: readonly ResourceType[], onlyNamespaced: boolean): ResourceType[] {
  const preferred = new Map<string, ResourceType>();
  for (const type of types) {
    const key = `${type.group}/${type.kind}`;
    if (!preferred.has(key)) preferred.set(key, type);
  }
  return [...preferred.values()].filter(
    ({ group, kind, verbs, isNamespaced }) =>
      verbs.includes('list') && !isRunningState(group, kind) && (isNamespaced || !onlyNamespaced),
  );
}

/**
 * Tries each kind: lists one object, and opens a watch where watching is asked for.
 *
 * @param namespace null: all of them
 * @throws only the signal's reason.
 */
export async function readRights(
  client: KubeClient,
  types: readonly ResourceType[],
  { namespace, isWatched, signal }: { namespace: string | null; isWatched: boolean; signal: AbortSignal },
): Promise<KindRights[]> {
  const atOnce = pLimit(AT_ONCE);
  const may = async (type: ResourceType, verb: 'list' | 'watch'): Promise<Right> => {
    try {
      await client.probe(type, verb, { namespace: type.isNamespaced ? namespace : null, signal });
      return 'granted';
    } catch (error) {
      if (!(error instanceof KubeFault)) throw error;
      return error.reason === 'forbidden' ? 'forbidden' : 'unknown';
    }
  };
  return Promise.all(
    types.map((type) =>
      atOnce(async () => {
        const list = await may(type, 'list');
        const watch = isWatched && list === 'granted' ? await may(type, 'watch') : null;
        return { subject: subjectOf(type), list, watch };
      }),
    ),
  );
}

/** What the rights mean for a comparison, and whether there are any. */
export function rightsWords(rights: readonly KindRights[]): { ok: boolean; detail: string } {
  const subjects = (which: (right: KindRights) => boolean) => rights.filter(which).map(({ subject }) => subject);
  const listed = rights.filter(({ list }) => list === 'granted').length;
  const sentences = [
    `${formatCount(listed, 'kind')} of ${rights.length} may be read.`,
    ...told(
      subjects(({ list }) => list === 'forbidden'),
      'Forbidden, so that they are not compared',
    ),
    ...told(
      subjects(({ list }) => list === 'unknown'),
      'Without an answer, so that they are not compared',
    ),
    ...told(
      subjects(({ watch }) => watch !== null && watch !== 'granted'),
      'Not to be watched, so that they are asked each interval',
    ),
  ];
  return { ok: listed > 0, detail: sentences.join(' ') };
}

function told(subjects: readonly string[], words: string): string[] {
  return subjects.length === 0 ? [] : [`${words}: ${subjects.join(', ')}.`];
}
