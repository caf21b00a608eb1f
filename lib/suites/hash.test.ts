import { describe, expect, it } from 'vitest';
import { hashPrompts } from './hash.ts';
import { parseSuite } from './parse.ts';

const HEAD = 'suite: demo\ntitle: Demo\n';
const prompt = (id: string, text = 'Hello') =>
  `  - id: ${id}\n    category: reasoning\n    stratum: short\n    why: x\n    prompt: ${text}\n    expect: { kind: text }\n`;

function hashOf(...texts: string[]): string {
  const result = parseSuite(texts.map((text, index) => ({ path: `${index}.yaml`, text })));
  if ('problems' in result) throw new Error(JSON.stringify(result.problems));
  return result.suite.contentHash;
}

const WHOLE = hashOf(`${HEAD}prompts:\n${prompt('a')}${prompt('b')}`);

describe('content hash', () => {
  it('is the SHA-256 of the prompts', () => {
    expect(WHOLE).toMatch(/^[0-9a-f]{64}$/);
    expect(hashPrompts([])).toBe('4f53cda18c2baa0c0354bb5f9a3ecbe5ed12ab4d8e11ba873c2f11161202b945');
  });

  it.each([
    ['comments', `# why\n${HEAD}prompts: # all\n${prompt('a')}\n${prompt('b')}`],
    ['quotes', `${HEAD}prompts:\n${prompt('"a"', "'Hello'")}${prompt('b')}`],
    [
      'key order and flow style',
      `prompts:\n${prompt('a')}  - { expect: { kind: text }, prompt: Hello, why: x, stratum: short, category: reasoning, id: b }\n${HEAD}`,
    ],
    [
      'a default written out',
      `${HEAD}prompts:\n${prompt('a').replace('why', 'max_tokens: 16\n    why')}${prompt('b')}`,
    ],
    ['another title', `${HEAD.replace('Demo', 'Other')}prompts:\n${prompt('a')}${prompt('b')}`],
  ])('is stable against %s', (_name, text) => {
    expect(hashOf(text)).toBe(WHOLE);
  });

  it('is stable against the split into files', () => {
    expect(hashOf(`${HEAD}prompts:\n${prompt('a')}`, `suite: demo\nprompts:\n${prompt('b')}`)).toBe(WHOLE);
  });

  it.each([
    ['text', prompt('a', 'Hello!') + prompt('b')],
    ['id', prompt('c') + prompt('b')],
    ['order', prompt('b') + prompt('a')],
    ['number', prompt('a')],
    ['purpose', prompt('a').replace('why: x', 'why: y') + prompt('b')],
  ])('changes with the %s of the prompts', (_name, prompts) => {
    expect(hashOf(`${HEAD}prompts:\n${prompts}`)).not.toBe(WHOLE);
  });
});
