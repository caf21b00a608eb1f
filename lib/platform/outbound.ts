import { lookup as lookUp } from 'node:dns';
import { BlockList, isIP, type LookupFunction } from 'node:net';
import { TidemarkError } from './errors.ts';

/** Addresses that hand credentials or settings to whatever runs on a machine, and those that only mean "here". */
const REFUSED = [
  // Link-local (RFC 3927, RFC 4291): metadata of AWS, Google Cloud, Azure, OpenStack and others lives there.
  '169.254.0.0/16',
  'fe80::/10',
  // "This network" (RFC 791) and the unspecified address, which reach the machine itself.
  '0.0.0.0/8',
  '::/128',
  // Metadata outside of link-local: AWS and Google Cloud over IPv6, Alibaba Cloud, Azure's host, Oracle Cloud.
  'fd00:ec2::254/128',
  'fd20:ce::254/128',
  '100.100.100.200/32',
  '168.63.129.16/32',
  '192.0.0.192/32',
];

/** IPv4 addresses written as IPv6 ones: translated (RFC 6052) and compatible (RFC 4291). */
const EMBEDDED_IPV4 = /^(?:64:ff9b::|::)([0-9a-f]{1,4}):([0-9a-f]{1,4})$/i;

/** Says where Tidemark may connect to. */
export interface OutboundGuard {
  /**
   * Checks a host that is written as an address; names are checked when they are looked up.
   *
   * @throws TidemarkError `invalid_input` for a refused one.
   */
  checkHost(host: string): void;
  /** For `net.connect` and what builds on it: the addresses that were checked are those that are connected to. */
  lookup: LookupFunction;
}

/**
 * Refuses link-local and cloud metadata addresses: whoever may enter an address must not read the credentials of the
 * machine through it. Private and loopback addresses pass, since clusters live there.
 *
 * @param allowed addresses or blocks (`169.254.10.0/24`) that are let through all the same
 * @param resolve looks names up; the system's resolver by default
 * @throws TidemarkError `misconfigured` where `allowed` holds something else.
 */
export function createOutboundGuard(allowed: readonly string[] = [], resolve: typeof lookUp = lookUp): OutboundGuard {
  const refused = blockList(REFUSED);
  const exempt = blockList(allowed);
  const isRefused = (address: string) => holds(refused, address) && !holds(exempt, address);

  const lookup: LookupFunction = (hostname, options, callback) => {
    resolve(hostname, { ...options, all: true }, (error, addresses) => {
      if (error !== null) return callback(error, []);
      const bad = addresses.find(({ address }) => isRefused(address));
      if (bad !== undefined) return callback(refusal(`${hostname}, which is ${bad.address},`), []);
      const [first] = addresses;
      if (options.all === true || first === undefined) return callback(null, addresses);
      callback(null, first.address, first.family);
    });
  };

  return {
    lookup,
    checkHost(host) {
      const address = host.replace(/^\[(.*)\]$/, '$1');
      if (isIP(address) !== 0 && isRefused(address)) throw refusal(address);
    },
  };
}

function refusal(what: string): TidemarkError {
  return new TidemarkError(
    'invalid_input',
    `Tidemark does not connect to ${what} because link-local and cloud metadata addresses are refused. Use another address, or have an administrator allow this one.`,
  );
}

function blockList(blocks: readonly string[]): BlockList {
  const list = new BlockList();
  for (const block of blocks) {
    const [address = '', bits, ...more] = block.split('/');
    const version = isIP(address);
    const prefix = bits === undefined ? (version === 4 ? 32 : 128) : Number(bits);
    if (version === 0 || more.length > 0 || !Number.isInteger(prefix) || prefix > (version === 4 ? 32 : 128)) {
      const problem = `"${block}" is no address and no block of addresses. Write 169.254.10.1 or 169.254.10.0/24.`;
      throw new TidemarkError('misconfigured', problem);
    }
    list.addSubnet(address, prefix, version === 4 ? 'ipv4' : 'ipv6');
  }
  return list;
}

function holds(list: BlockList, address: string): boolean {
  const plain = address.replace(/%.*$/, '');
  const canonical = plain.includes(':') ? new URL(`http://[${plain}]`).hostname.slice(1, -1) : plain;
  const embedded = EMBEDDED_IPV4.exec(canonical);
  if (embedded !== null) {
    const [, high = '0', low = '0'] = embedded;
    const [a, b] = [Number.parseInt(high, 16), Number.parseInt(low, 16)];
    if (list.check(`${a >> 8}.${a & 255}.${b >> 8}.${b & 255}`, 'ipv4')) return true;
  }
  return list.check(canonical, canonical.includes(':') ? 'ipv6' : 'ipv4');
}
