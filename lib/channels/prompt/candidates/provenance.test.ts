import { expect, test } from 'vitest';
import { taskYaml } from '#lib/testing/git-server.ts';
import { parseTask } from '../task/parse.ts';
import { withProvenance } from './provenance.ts';

const PROVENANCE = {
  source: 'langfuse',
  traceId: 't-1',
  traceUrl: 'https://langfuse.test/t-1',
  approvedBy: 'Ann: "the" #1',
  approvedAt: '2026-11-23T09:00:00.000Z',
} as const;

test.each([
  ['none before', taskYaml('case')],
  ['another before', taskYaml('case', 'provenance: {source: hand} # by hand\n')],
  ['something after it', taskYaml('case', 'provenance:\n  source: hand\ntags: [a] # why\n')],
  ['Windows line ends', taskYaml('case').replaceAll('\n', '\r\n')],
  ['long texts', taskYaml('case', `description: ${'word '.repeat(100)}\n`)],
])('%s: the origin is told and all else means the same', (_name, text) => {
  const { provenance, ...rest } = parseTask(withProvenance(text, PROVENANCE), 'case.yaml');
  const { provenance: _before, ...before } = parseTask(text, 'case.yaml');
  expect(provenance).toEqual(PROVENANCE);
  expect(rest).toEqual(before);
});

test('comments and the order of keys stay', () => {
  const text = `# Why\n${taskYaml('case', 'tags: [a] # a tag\n')}`;
  const written = withProvenance(text, PROVENANCE);
  expect(written.startsWith('# Why\nid: case\ntitle:')).toBe(true);
  expect(written).toContain('# a tag');
});
