import type { LookupAddress } from 'node:dns';
import { describe, expect, it } from 'vitest';
import { createOutboundGuard } from './outbound.ts';

const hosts = (url: string) => new URL(url).hostname;

describe('checkHost', () => {
  it.each([
    'https://169.254.169.254',
    'https://2852039166',
    'https://0xa9.0xfe.0xa9.0xfe',
    'https://[fe80::1]',
    'https://[::ffff:169.254.169.254]',
    'https://[64:ff9b::a9fe:a9fe]',
    'https://[::a9fe:a9fe]',
    'https://[fd00:ec2::254]',
    'https://[fd20:ce::254]',
    'https://100.100.100.200',
    'https://168.63.129.16',
    'https://0.0.0.0',
    'https://[::]',
  ])('refuses %s', (url) => {
    expect(() => createOutboundGuard().checkHost(hosts(url))).toThrow(/link-local and cloud metadata/);
  });

  it.each(['https://127.0.0.1', 'https://[::1]', 'https://10.0.0.1', 'https://[fd00::1]', 'https://8.8.8.8'])(
    'lets %s through',
    (url) => {
      expect(() => createOutboundGuard().checkHost(hosts(url))).not.toThrow();
    },
  );

  it('lets through what an administrator allowed', () => {
    const guard = createOutboundGuard(['169.254.10.0/24', 'fe80::1']);
    expect(() => guard.checkHost('169.254.10.7')).not.toThrow();
    expect(() => guard.checkHost('[fe80::1]')).not.toThrow();
    expect(() => guard.checkHost('169.254.11.7')).toThrow(/169\.254\.11\.7/);
  });

  it.each(['metadata', '169.254.0.0/33', '169.254.0.0/x', '1.2.3.4/8/8'])('says what is no block: %s', (block) => {
    expect(() => createOutboundGuard([block])).toThrow(/no address and no block/);
  });
});

describe('lookup', () => {
  type Resolve = NonNullable<Parameters<typeof createOutboundGuard>[1]>;

  /** Looks a name up that has these addresses. */
  function resolved(addresses: LookupAddress[], options: { all?: boolean } = { all: true }): Promise<unknown[]> {
    // Of the resolver's many forms only the one with all addresses is called.
    const resolve = ((_host: string, _options: unknown, done: (error: null, found: LookupAddress[]) => void) =>
      done(null, addresses)) as unknown as Resolve;
    return new Promise((settle) => {
      createOutboundGuard([], resolve).lookup('api.example.test', options, (...answer) => settle(answer));
    });
  }

  it('hands the checked addresses to the connection', async () => {
    const addresses = [{ address: '10.0.0.1', family: 4 }];
    expect(await resolved(addresses)).toEqual([null, addresses]);
    expect(await resolved(addresses, {})).toEqual([null, '10.0.0.1', 4]);
  });

  it('refuses a name as soon as one of its addresses is refused', async () => {
    const [error] = await resolved([
      { address: '10.0.0.1', family: 4 },
      { address: '169.254.169.254', family: 4 },
    ]);
    expect(error).toMatchObject({ code: 'invalid_input', message: expect.stringContaining('api.example.test') });
  });
});
