import { yamlLanguage } from '@codemirror/lang-yaml';
import { highlightTree } from '@lezer/highlight';
import { expect, test } from 'vitest';
import { yamlHighlight } from './yaml-highlight.ts';

const TEXT = '# why\ntitle: plain\nquoted: "said"\n';

test('keys, quoted texts and comments are told apart, in colours of the theme alone', () => {
  const seen = new Map<string, string>();
  highlightTree(yamlLanguage.parser.parse(TEXT), yamlHighlight, (from, to, classes) => {
    seen.set(TEXT.slice(from, to), classes);
  });
  const [key, text, comment] = ['title', '"said"', '# why'].map((part) => seen.get(part));
  expect(new Set([key, text, comment, undefined]).size).toBe(4);
  expect(seen.get('quoted')).toBe(key);
  expect(seen.get('plain')).toBeUndefined();
  const rules = yamlHighlight.module?.getRules() ?? '';
  expect(rules.match(/color: (?!var\(--)/g)).toBeNull();
});
