import type { LangfuseSourceView } from '#lib/contract/langfuse.ts';

/** What the form of a Langfuse project holds. The secret key is only ever written: it starts empty. */
export interface SourceFields {
  name: string;
  baseUrl: string;
  publicKey: string;
  secretKey: string;
  evaluator: string;
  scoreAtMost: number | '';
  agent: string;
  repositoryId: string | null;
  enabled: boolean;
}

export function sourceFields(source: LangfuseSourceView | null): SourceFields {
  return {
    name: source?.name ?? '',
    baseUrl: source?.baseUrl ?? 'https://cloud.langfuse.com',
    publicKey: source?.publicKey ?? '',
    secretKey: '',
    evaluator: source?.evaluator ?? 'Review-E',
    scoreAtMost: source?.scoreAtMost ?? 0.6,
    agent: source?.agent ?? '',
    repositoryId: source === null ? null : String(source.repository.id),
    enabled: source?.enabled ?? true,
  };
}

/** What is sent: an empty secret key is left out, which keeps the stored one and is refused where none is stored. */
export function toSourceBody({ secretKey, ...fields }: SourceFields) {
  const body = {
    ...fields,
    scoreAtMost: fields.scoreAtMost === '' ? null : fields.scoreAtMost,
    repositoryId: fields.repositoryId === null ? null : Number(fields.repositoryId),
  };
  return secretKey === '' ? body : { ...body, secretKey };
}
