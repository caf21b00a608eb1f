import fc from 'fast-check';
import { expect, it } from 'vitest';
import { modelDriftFingerprint } from './fingerprint.ts';

it('is the same drift exactly when endpoint and baseline are the same', () => {
  const id = fc.integer({ min: 1, max: 30 });
  fc.assert(
    fc.property(id, id, id, id, (endpoint, baseline, otherEndpoint, otherBaseline) => {
      const isSame = endpoint === otherEndpoint && baseline === otherBaseline;
      const equal = modelDriftFingerprint(endpoint, baseline) === modelDriftFingerprint(otherEndpoint, otherBaseline);
      expect(equal).toBe(isSame);
    }),
  );
});
