import { createSecureServer, createServer, type ServerHttp2Session } from 'node:http2';
import { create } from '@bufbuild/protobuf';
import { type Code, ConnectError } from '@connectrpc/connect';
import { connectNodeAdapter } from '@connectrpc/connect-node';
import { FETCH_ALL_FLAGS } from '#lib/flagd/definitions/sync-service.ts';
import { invariant } from '#lib/platform/errors.ts';
import { listenOnLoopback, type TlsPair } from '../listen.ts';
import { configurationOf, type HeldFlag, loadSource, selected } from './load.ts';
import { type OfrepState, ofrepListener } from './ofrep.ts';

/** What the stand-in can be told to do instead of answering. */
export type DemoFlagdFault = { kind: 'silent' } | { kind: 'status'; code: Code } | { kind: 'says'; text: string };

export interface DemoFlagdOptions {
  /** Texts of flag files by the names of their sources, JSON or YAML. */
  sources: Readonly<Record<string, string>>;
  /** Speaks TLS with it. */
  tls?: TlsPair;
  /** 0, the default, takes any free port of the loopback interface. */
  port?: number;
  /** Disabled flags are no part of OFREP's answers, as before core 0.16. */
  omitsDisabled?: boolean;
}

/** A stand-in for flagd's sync and OFREP services. */
export interface DemoFlagd {
  /** Of the sync service. */
  syncUrl: string;
  /** Of the OFREP service. */
  ofrepUrl: string;
  /** Takes other sources in place of all. */
  load(sources: Readonly<Record<string, string>>): void;
  /** Misbehaves until told otherwise with null. */
  fault(fault: DemoFlagdFault | null): void;
  /** Answers this over OFREP until told otherwise with null. */
  ofrepFault(fault: OfrepState['fault']): void;
  openSessions(): number;
  close(): Promise<void>;
}

/** Starts a stand-in that serves definitions (gRPC) and evaluations (HTTP), without TLS unless it is given a certificate. */
export async function startDemoFlagd({
  sources,
  tls,
  port = 0,
  omitsDisabled = false,
}: DemoFlagdOptions): Promise<DemoFlagd> {
  let held: HeldFlag[] = [];
  let fault: DemoFlagdFault | null = null;
  let ofrepFault: OfrepState['fault'] = null;
  const load = (texts: Readonly<Record<string, string>>) => {
    held = Object.entries(texts).flatMap(([source, text]) => loadSource(source, text));
  };
  load(sources);

  async function answer(selector: string): Promise<string> {
    switch (fault?.kind) {
      case 'silent':
        return new Promise(() => {});
      case 'status':
        throw new ConnectError('told to fail', fault.code);
      case 'says':
        return fault.text;
      default:
        return JSON.stringify(configurationOf(selected(held, selector)));
    }
  }

  const handler = connectNodeAdapter({
    routes: (router) =>
      router.rpc(FETCH_ALL_FLAGS, async (request) => {
        const selector = 'selector' in request ? String(request.selector) : '';
        return create(FETCH_ALL_FLAGS.output, { flagConfiguration: await answer(selector) });
      }),
  });
  const server = tls === undefined ? createServer(handler) : createSecureServer(tls, handler);
  const sessions = new Set<ServerHttp2Session>();
  server.on('session', (session) => {
    sessions.add(session);
    session.once('close', () => sessions.delete(session));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const ofrep = await listenOnLoopback(
    ofrepListener(() => ({ held, omitsDisabled, fault: ofrepFault })),
    0,
    tls,
  );
  const address = server.address();
  invariant(address !== null && typeof address === 'object', 'a TCP server has an address once it listens');
  return {
    syncUrl: `${tls === undefined ? 'http' : 'https'}://127.0.0.1:${address.port}`,
    ofrepUrl: ofrep.url,
    load,
    ofrepFault: (next) => {
      ofrepFault = next;
    },
    fault: (next) => {
      fault = next;
    },
    openSessions: () => sessions.size,
    close: async () => {
      await ofrep.close();
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
        for (const session of sessions) session.destroy();
      });
    },
  };
}
