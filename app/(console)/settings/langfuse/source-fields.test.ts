import { expect, it } from 'vitest';
import { langfuseSourceBody, langfuseSourcePatch } from '#lib/contract/langfuse.ts';
import { sourceFields, toSourceBody } from './source-fields.ts';

const typed = { ...sourceFields(null), name: 'shop', publicKey: 'pk-lf-1', agent: 'support', repositoryId: '3' };

it('an empty secret key keeps the stored one, and is refused where none is stored', () => {
  const body = toSourceBody(typed);
  expect(langfuseSourcePatch.parse(body).secretKey).toBeUndefined();
  expect(langfuseSourceBody.safeParse(body).success).toBe(false);
  expect(langfuseSourceBody.parse(toSourceBody({ ...typed, secretKey: 'sk-lf-1' })).secretKey).toBe('sk-lf-1');
});

it.each([{ scoreAtMost: '' as const }, { repositoryId: null }])('what is left empty is asked for: %j', (left) => {
  expect(langfuseSourcePatch.safeParse(toSourceBody({ ...typed, ...left })).success).toBe(false);
});
