import { expect, test } from 'vitest';
import { acknowledgeEach } from './acknowledge-each.ts';

const incident = (id: number) => ({ id, title: `incident ${id}` });

test('one that is refused does not stop the others, and its reason is told', async () => {
  const asked: number[] = [];
  const outcome = await acknowledgeEach([1, 2, 3].map(incident), async (id) => {
    asked.push(id);
    if (id === 2) throw new Error('Ada was faster.');
  });
  expect(asked).toEqual([1, 2, 3]);
  expect(outcome).toEqual({
    acknowledged: [incident(1), incident(3)],
    refused: [{ incident: incident(2), reason: 'Ada was faster.' }],
  });
});
