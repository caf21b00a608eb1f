import { KUBE_LIST_RESTARTS, KUBE_MAX_ANSWER_BYTES, KUBE_PAGE_SHRINK } from '#lib/policy/thresholds.ts';
import type { KubeObject, NotCompared, ResourceType } from '../types.ts';
import { KubeFault } from './fault.ts';
import type { GetJson, JSON_ONLY } from './get-json.ts';
import { type ListPage, nameOf, type ReadPage, readPage } from './read-page.ts';
import { pathOf, subjectOf } from './resource-path.ts';

/** What is asked for: whole objects, or their metadata alone. */
export const METADATA_ONLY = 'application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1';

interface ListQuestion {
  getJson: GetJson;
  type: ResourceType;
  /** Null: all namespaces, or a cluster-scoped kind. */
  namespace: string | null;
  fieldSelector?: string;
  accept: typeof JSON_ONLY | typeof METADATA_ONLY;
  /** Objects of one page. */
  pageSize: number;
  signal: AbortSignal;
}

/**
 * The pages of a list, each object once. While a page is being used the next one is under way. A list that the server
 * forgot (HTTP 410) goes on where the server says, or begins anew; a page that is too large is asked for in smaller
 * parts, down to the one object that is left out.
 *
 * @throws KubeFault; what came before it stands, and the list is incomplete.
 */
export async function* listPages(question: ListQuestion): AsyncGenerator<ListPage, void, undefined> {
  const stop = new AbortController();
  const reader = new ListReader({ ...question, signal: AbortSignal.any([question.signal, stop.signal]) });
  try {
    for (let next: Promise<ReadPage> | null = reader.read(''); next !== null; ) {
      const { next: token, ...page }: ReadPage = await next;
      next = token === '' ? null : reader.read(token);
      // It is awaited with the next turn; until then a fault is nobody's surprise.
      next?.catch(() => undefined);
      yield page;
    }
  } finally {
    stop.abort();
  }
}

/** What a list in progress remembers. */
class ListReader {
  readonly #question: ListQuestion;
  readonly #seen = new Set<string>();
  #pageSize: number;
  #restarts = 0;
  /** Times in a row that it went on elsewhere, without a page in between. */
  #resumed = 0;

  constructor(question: ListQuestion) {
    this.#question = question;
    this.#pageSize = question.pageSize;
  }

  /** The page at `token`, whatever it takes. */
  async read(token: string): Promise<ReadPage> {
    for (let at = token; ; ) {
      try {
        const page = await this.#ask(at, this.#pageSize);
        // What is large mostly stands alone: a list that stays at small pages would take for ever.
        this.#pageSize = Math.min(this.#question.pageSize, this.#pageSize * 2);
        this.#resumed = 0;
        return this.#once(page);
      } catch (error) {
        if (!(error instanceof KubeFault)) throw error;
        if (error.reason === 'too_large') {
          if (this.#pageSize === 1) return this.#withoutOne(at);
          this.#pageSize = Math.max(1, Math.floor(this.#pageSize / KUBE_PAGE_SHRINK));
        } else if (error.reason === 'expired' && this.#mayGoOn(error)) {
          at = error.resumeWith ?? '';
        } else {
          throw error;
        }
      }
    }
  }

  #mayGoOn({ resumeWith }: KubeFault): boolean {
    return (resumeWith === undefined ? ++this.#restarts : ++this.#resumed) <= KUBE_LIST_RESTARTS;
  }

  async #ask(token: string, limit: number, accept: string = this.#question.accept): Promise<ReadPage> {
    const { getJson, type, namespace, fieldSelector, signal } = this.#question;
    const query = new URLSearchParams({
      limit: String(limit),
      ...(token !== '' && { continue: token }),
      ...(fieldSelector !== undefined && { fieldSelector }),
    });
    return getJson({
      path: `${pathOf(type, namespace)}?${query}`,
      subject: subjectOf(type, namespace),
      accept,
      signal,
      read: (body, isWhole) => readPage(type, body, isWhole),
    });
  }

  /** Goes on behind the one object at `token`, which is named by its metadata. */
  async #withoutOne(token: string): Promise<ReadPage> {
    const { type } = this.#question;
    const { objects, ...page } = await this.#ask(token, 1, METADATA_ONLY);
    const notCompared = objects.map((object) => tooLarge(nameOf(type, object)));
    return { ...page, objects: [], notCompared: [...page.notCompared, ...notCompared] };
  }

  /** A list that began anew repeats what was given already. */
  #once(page: ReadPage): ReadPage {
    const fresh = page.objects.filter((object) => !this.#seen.has(keyOf(object)));
    for (const object of fresh) this.#seen.add(keyOf(object));
    return { ...page, objects: fresh };
  }
}

function keyOf({ metadata: { namespace, name } }: KubeObject): string {
  return typeof namespace === 'string' ? `${namespace}/${name}` : name;
}

function tooLarge(subject: string): NotCompared {
  const detail = `It is larger than ${KUBE_MAX_ANSWER_BYTES / 1e6} MB; nothing larger is read, to bound memory.`;
  return { reason: 'too_large', subject, detail };
}
