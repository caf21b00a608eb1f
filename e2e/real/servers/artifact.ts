import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { dirname, join } from 'node:path';
import { temporaryFolder } from '#lib/platform/temporary-folder.ts';
import { freePort } from '#scripts/stack/ports.ts';
import { type Api, apply, demand } from './start/api.ts';

export interface Repository extends AsyncDisposable {
  /** Makes these files the repository's content at `revision`, such as `main@sha1:<commit>`. */
  publish: (files: Record<string, string>, revision: string) => Promise<void>;
}

/** A GitRepository whose artifacts we serve ourselves, in the place of source-controller. */
export async function serveRepository({ api }: { api: Api }, name: string, namespace = 'default'): Promise<Repository> {
  const address = `/apis/source.toolkit.fluxcd.io/v1/namespaces/${namespace}/gitrepositories/${name}`;
  let archive: Buffer = Buffer.alloc(0);
  const server = createServer((_, response) => response.end(archive));
  const port = await freePort();
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  const repository = { apiVersion: 'source.toolkit.fluxcd.io/v1', kind: 'GitRepository', metadata: { name } };
  await apply(api, address, { ...repository, spec: { url: 'https://git.invalid/r.git', interval: '1h' } });
  return {
    publish: async (files, revision) => {
      archive = packed(files);
      const digest = `sha256:${createHash('sha256').update(archive).digest('hex')}`;
      const path = `gitrepository/${namespace}/${name}/${digest.slice(-12)}.tar.gz`;
      const lastUpdateTime = new Date().toISOString();
      const artifact = { url: `http://127.0.0.1:${port}/${path}`, path, revision, digest, lastUpdateTime };
      const ready = {
        type: 'Ready',
        status: 'True',
        reason: 'Succeeded',
        message: '',
        lastTransitionTime: lastUpdateTime,
      };
      const status = { artifact, conditions: [ready], observedGeneration: 1 };
      const options = { body: { status }, contentType: 'application/merge-patch+json' };
      demand(await api('PATCH', `${address}/status`, options), name);
    },
    [Symbol.asyncDispose]: () => closed(server),
  };
}

function packed(files: Record<string, string>): Buffer {
  const folder = temporaryFolder('artifact');
  try {
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), text);
    }
    execFileSync('tar', ['-czf', 'artifact.tar.gz', ...Object.keys(files)], { cwd: folder });
    return readFileSync(join(folder, 'artifact.tar.gz'));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function closed(server: Server): Promise<void> {
  server.closeAllConnections();
  server.close();
  await once(server, 'close');
}
