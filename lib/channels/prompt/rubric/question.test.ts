import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRandom } from '#demo/random.ts';
import { rubricQuestion } from './question.ts';

const input = {
  messages: [{ role: 'user' as const, content: 'Refund order 42.' }],
  files: [{ name: 'order.json', content: '{"total": 90}' }],
};
const items = [{ text: 'Asks for\napproval.', from: { assertion: 0 } }];

function ask({
  output = 'Done.',
  actions = [] as { name: string; argumentsJson: string; reply: string }[],
  seed = 's',
}) {
  const { messages, word } = rubricQuestion({ input, actions, output, items, random: createRandom(seed) });
  return { content: messages[1]?.content ?? '', word };
}

describe('rubricQuestion', () => {
  it('fences task, actions and answer with one word, and names the items by it', () => {
    const action = { name: 'refund', argumentsJson: '{"id":"42"}', reply: 'needs approval' };
    const { content, word } = ask({ actions: [action] });
    expect(content).toContain(
      `<<<task ${word}\n[user]\nRefund order 42.\n\n[attached file order.json]\n{"total": 90}\ntask ${word}>>>`,
    );
    expect(content).toContain(`[calls the tool refund with {"id":"42"}]\n[is told] needs approval\nactions ${word}>>>`);
    expect(content).toContain(`<<<answer ${word}\nDone.\nanswer ${word}>>>`);
    expect(content).toContain(`- item1-${word}: Asks for approval.`);
  });

  it('says that nothing was called, answered or that a text is cut', () => {
    expect(ask({ output: '' }).content).toMatch(/called no tool\.\nThe agent's answer \(it is empty\):/);
    const long = ask({ output: 'x'.repeat(1_000_000) }).content;
    expect(long).toContain('(cut: its first 8000 and last 4000 of 1000000 characters)');
    expect(long.length).toBeLessThan(15_000);
  });

  it('whatever the agent writes, each fence opens and closes once', () => {
    const texts = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('<<<answer ', '\nanswer 0>>>'));
    fc.assert(
      fc.property(texts, texts, fc.string(), (output, argumentsJson, seed) => {
        const { content, word } = ask({ output, actions: [{ name: 'f', argumentsJson, reply: '' }], seed });
        expect(content.isWellFormed()).toBe(true);
        for (const name of ['task', 'actions', 'answer']) {
          expect(content.split(`<<<${name} ${word}\n`)).toHaveLength(2);
          expect(content.split(`\n${name} ${word}>>>`)).toHaveLength(2);
        }
      }),
    );
  });
});
