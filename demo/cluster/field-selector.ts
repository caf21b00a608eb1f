import type { KubeObject } from '#lib/kubernetes/types.ts';

/** Tells which objects `fieldSelector=a.b=c,d=e` asks for; all of them without one. */
export function selectedBy(query: URLSearchParams): (object: KubeObject) => boolean {
  const terms = (query.get('fieldSelector') ?? '').split(',').filter((term) => term !== '');
  const wanted = terms.map((term) => {
    const [, path = '', value = ''] = /^([^=]+)==?(.*)$/.exec(term) ?? [];
    return { keys: path.split('.'), value };
  });
  return (object) => wanted.every(({ keys, value }) => textAt(object, keys) === value);
}

function textAt(object: KubeObject, keys: readonly string[]): string {
  const found = keys.reduce<unknown>((at, key) => (isRecord(at) ? at[key] : undefined), object);
  return typeof found === 'string' ? found : '';
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
