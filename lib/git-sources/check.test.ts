import { expect, test } from 'vitest';
import { checkSourceUrl } from './check.ts';

test.each(['https://169.254.169.254/x.git', 'ssh://git@[fe80::1]/x.git'])(
  'refuses %s in one sentence after the other',
  (url) => {
    expect(() => checkSourceUrl(url)).toThrow(/^The git source’s address: Tidemark does not connect to .*[^.]\.$/);
  },
);
