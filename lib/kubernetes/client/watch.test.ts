import { describe, expect, it, vi } from 'vitest';
import { createOutboundGuard } from '#lib/platform/outbound.ts';
import { configMap } from '../testing/objects.ts';
import { faultOf } from '../testing/reading.ts';
import { CONFIG_MAPS, runStandIn } from '../testing/stand-in.ts';
import { createCaller } from './get-json.ts';
import { createTransport } from './transport.ts';
import { watchKind } from './watch.ts';
import type { WatchEvent } from './watch-event.ts';

describe('a watch', () => {
  const standIn = runStandIn([configMap('payments', 'rates')]);

  /** Watches in the background; what it ends with is an event as well. */
  function watch() {
    const stop = new AbortController();
    const events: string[] = [];
    const run = async () => {
      const options = { resourceVersion: '2', signal: stop.signal };
      for await (const event of standIn().client.watch(CONFIG_MAPS, options)) events.push(inWords(event));
    };
    const ended = run().finally(() => events.push('ended'));
    ended.catch(() => undefined);
    const open = () => vi.waitFor(() => expect(standIn().cluster.openWatches()).toBe(1));
    const seen = (...expected: string[]) => vi.waitFor(() => expect(events).toEqual(expected));
    return { stop, ended, open, seen };
  }

  it('goes on where it was when the connection breaks', async () => {
    const { cluster, waited } = standIn();
    const { stop, ended, open, seen } = watch();
    await open();
    cluster.put(configMap('payments', 'one'));
    await seen('added one');
    cluster.breakWatches();
    cluster.put(configMap('payments', 'two'));
    await seen('added one', 'added two');
    expect(waited).toEqual([500]);
    stop.abort();
    await expect(ended).rejects.toMatchObject({ name: 'AbortError' });
    await vi.waitFor(() => expect(cluster.openWatches()).toBe(0));
  });

  it('goes on from a bookmark when what was before is forgotten', async () => {
    const { cluster } = standIn();
    const { stop, open, seen } = watch();
    await open();
    cluster.put({ apiVersion: 'v1', kind: 'Secret', metadata: { name: 'other', namespace: 'payments' } });
    cluster.bookmark();
    await seen('bookmark 3');
    cluster.compact();
    cluster.breakWatches();
    await open();
    cluster.put(configMap('payments', 'two'));
    await seen('bookmark 3', 'added two');
    stop.abort();
  });

  it('ends as expired when it missed too much', async () => {
    const { cluster } = standIn();
    const { open, seen } = watch();
    await open();
    cluster.fault({ on: 'watch=1', times: 1, fault: { kind: 'hang-up' } });
    cluster.breakWatches();
    cluster.put(configMap('payments', 'missed'));
    cluster.compact();
    await seen('expired', 'ended');
  });

  it.each([
    ['hang-up', { kind: 'hang-up' }, 'unreachable', 3],
    ['something else than events', { kind: 'status', status: 200, body: '{"kind":"Hello"}\n' }, 'unreadable', 3],
    [
      'an error in its stream',
      { kind: 'status', status: 200, body: '{"type":"ERROR","object":{"code":500}}\n' },
      'unreachable',
      3,
    ],
    ['401', { kind: 'status', status: 401 }, 'unauthorized', 1],
  ] as const)('gives up after %s', async (_what, fault, reason, tries) => {
    const { cluster } = standIn();
    cluster.fault({ on: 'watch=1', fault });
    expect(await faultOf(watch().ended)).toMatchObject({ reason });
    expect(cluster.requests).toHaveLength(tries);
  });

  it('does not press a server that ends every watch at once', async () => {
    const { cluster, waited } = standIn();
    cluster.fault({ on: 'watch=1', times: 5, fault: { kind: 'status', status: 200 } });
    const { stop, open } = watch();
    await open();
    expect(waited).toEqual([500, 500, 500, 500, 500]);
    stop.abort();
  });

  it('begins anew after silence, as often as there is nothing to tell', async () => {
    const { cluster, connection } = standIn();
    const world = {
      outbound: createOutboundGuard(),
      now: () => new Date(),
      random: () => 0,
      wait: async () => undefined,
    };
    const transport = createTransport(connection, world.outbound, 500);
    const stop = new AbortController();
    const events = watchKind({
      send: transport.send,
      caller: createCaller(connection.server, world),
      type: CONFIG_MAPS,
      namespace: null,
      resourceVersion: '2',
      signal: stop.signal,
    });
    const first = events.next();
    await vi.waitFor(() => expect(cluster.requests.length).toBeGreaterThan(4), { timeout: 20_000 });
    cluster.put(configMap('payments', 'one'));
    expect((await first).value).toMatchObject({ type: 'added' });
    stop.abort();
    transport.close();
  });

  it('closes its connection when nobody reads on', async () => {
    const { cluster, client } = standIn();
    const { signal } = new AbortController();
    cluster.put(configMap('payments', 'one'));
    for await (const event of client.watch(CONFIG_MAPS, { resourceVersion: '2', signal })) {
      expect(inWords(event)).toBe('added one');
      break;
    }
    await vi.waitFor(() => expect(cluster.openWatches()).toBe(0));
  });
});

function inWords(event: WatchEvent): string {
  if ('object' in event) return `${event.type} ${event.object.metadata.name}`;
  return event.type === 'bookmark' ? `bookmark ${event.resourceVersion}` : event.type;
}
