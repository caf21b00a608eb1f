import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** A commit of the demo's repository: fixed in all that its id is made of. */
interface FleetCommit {
  author: string;
  /** ISO 8601. */
  at: string;
  subject: string;
  /** Files or folders of the shipped files that come with it. */
  adds: readonly string[];
}

const COMMITS: readonly FleetCommit[] = [
  {
    author: 'Priya Nair <priya@example.com>',
    at: '2026-09-07T07:41:00Z',
    subject: 'Namespaces and policies',
    adds: [
      'README.md',
      'clusters/demo-cluster/auth/namespace.yaml',
      'clusters/demo-cluster/payments/namespace.yaml',
      'clusters/demo-cluster/agents/namespace.yaml',
      'clusters/demo-cluster/policies',
    ],
  },
  {
    author: 'Marek Havel <marek@example.com>',
    at: '2026-10-12T13:05:00Z',
    subject: 'Login, with the least rights',
    adds: ['clusters/demo-cluster/auth'],
  },
  {
    author: 'Dana Okafor <dana@example.com>',
    at: '2026-10-19T09:22:00Z',
    subject: 'Ledger and checkout',
    adds: ['clusters/demo-cluster/payments'],
  },
  {
    author: 'Priya Nair <priya@example.com>',
    at: '2026-11-02T08:17:00Z',
    subject: 'Agents, their gateway and their flags',
    adds: ['clusters/demo-cluster/agents', 'feature-flags'],
  },
];

/** Where what the demo's repository holds lies in the checkout. */
const SHIPPED = fileURLToPath(new URL('repository', import.meta.url));

/** The shipped files by their paths in the repository. */
export function shippedFiles(): Record<string, string> {
  const entries = readdirSync(SHIPPED, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = entries.map(({ parentPath, name }) => join(parentPath, name).slice(SHIPPED.length + 1));
  return Object.fromEntries(paths.toSorted().map((path) => [path, readFileSync(join(SHIPPED, path), 'utf8')]));
}

/** The history as `git fast-import` takes it, as branch `ref`. */
export function historyStream(ref: string): string {
  const files = Object.entries(shippedFiles());
  const commits = COMMITS.map(({ author, at, subject, adds }) => {
    const date = `${author} ${Date.parse(at) / 1000} +0000`;
    const added = files.filter(([path]) => adds.some((each) => path === each || path.startsWith(`${each}/`)));
    const changes = added.map(([path, text]) => `M 100644 inline ${path}\n${data(text)}`);
    return `commit ${ref}\nauthor ${date}\ncommitter ${date}\n${data(`${subject}\n`)}${changes.join('')}\n`;
  });
  return `reset ${ref}\n\n${commits.join('')}`;
}

function data(text: string): string {
  return `data ${Buffer.byteLength(text)}\n${text}\n`;
}
