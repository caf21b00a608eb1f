import type { ResourceType } from '../types.ts';
import { faultOfConnection } from './connection-fault.ts';
import { type Caller, type GetJson, JSON_ONLY } from './get-json.ts';
import { METADATA_ONLY } from './list.ts';
import { readPage } from './read-page.ts';
import { pathOf, subjectOf } from './resource-path.ts';
import type { Send } from './transport.ts';

interface ProbeQuestion {
  getJson: GetJson;
  send: Send;
  caller: Caller;
  type: ResourceType;
  /** Null: all namespaces, or a cluster-scoped kind. */
  namespace: string | null;
  signal: AbortSignal;
}

/** Lists at most one object of a kind by its metadata. @throws KubeFault where it may not be listed. */
export async function probeList({ getJson, type, namespace, signal }: ProbeQuestion): Promise<void> {
  await getJson({
    path: `${pathOf(type, namespace)}?limit=1`,
    subject: subjectOf(type, namespace),
    accept: METADATA_ONLY,
    signal,
    read: (body, isWhole) => readPage(type, body, isWhole),
  });
}

/** Opens a watch and ends it at once. @throws KubeFault where the kind may not be watched. */
export async function probeWatch({ send, caller, type, namespace, signal }: ProbeQuestion): Promise<void> {
  const subject = subjectOf(type, namespace);
  try {
    const answer = await send(`${pathOf(type, namespace)}?watch=1&timeoutSeconds=1`, JSON_ONLY, signal);
    if (answer.message.statusCode !== 200) throw await caller.refusal(answer, subject);
    answer.message.destroy();
  } catch (error) {
    signal.throwIfAborted();
    throw faultOfConnection(caller.asked(subject), error);
  }
}
