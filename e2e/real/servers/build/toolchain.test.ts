import { expect, it } from 'vitest';
import { judgeToolchain } from './toolchain.ts';

it.each(['go version go1.26.0 linux/amd64', 'go version go1.30.2 darwin/arm64', 'go version go2.0 linux/amd64'])(
  'builds with %s',
  (answer) => expect(judgeToolchain(answer)).toEqual({ version: answer }),
);

it.each([
  [undefined, 'Go is missing. Install Go 1.26 or newer'],
  ['go version go1.25.9 linux/amd64', 'too old (go version go1.25.9 linux/amd64). Install Go 1.26 or newer'],
  ['no version', 'too old (no version)'],
])('says of %s what to do', (answer, message) => {
  expect(judgeToolchain(answer).missing).toContain(message);
});
