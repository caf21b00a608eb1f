import { expect, test } from 'vitest';
import { withCause } from './unmeasured-cause.ts';

const refused = { reason: 'unauthorised', label: 'Key refused', samples: 60 };

test('an unmeasured run says why and what to do', () => {
  const sentence = withCause({ verdict: 'unmeasured', reason: 'None of 20 prompts was measured.' }, [refused]);
  expect(sentence).toMatch(
    /^None of 20 prompts was measured\. Most common cause: Key refused \(60.samples\)\. Replace/,
  );
});

test('a reason of a later release is shown as stored', () => {
  const sentence = withCause({ verdict: 'unmeasured', reason: 'Nothing.' }, [
    { ...refused, reason: 'new', label: 'new' },
  ]);
  expect(sentence).toMatch(/Most common cause: new \(60.samples\)\.$/);
});

test('a judged run keeps its sentence', () => {
  expect(withCause({ verdict: 'stable', reason: 'All the same.' }, [refused])).toBe('All the same.');
});
