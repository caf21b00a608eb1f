import { expect, it } from 'vitest';
import type { ClusterReport, ReportedFinding } from '#lib/clusters/report/format.ts';
import { clusterReportText } from './report.ts';

const HASH = '0'.repeat(64);

function reported(over: Partial<ReportedFinding>): string {
  const finding: ReportedFinding = {
    kind: 'modified',
    object: { group: 'networking.k8s.io', kind: 'NetworkPolicy', namespace: 'payments', name: 'ledger' },
    path: 'spec.egress',
    manager: 'kubectl-edit',
    operation: 'Update',
    subresource: null,
    time: '2026-05-10T11:58:02Z',
    source: null,
    file: null,
    commit: null,
    ...over,
  };
  const report: ClusterReport = {
    format: 1,
    verdict: 'drifted',
    reason: '1 finding on 1 object.',
    comparedAt: '2026-05-10T12:00:00Z',
    server: { address: 'https://10.0.0.1:6443', version: null },
    sources: [],
    findings: [finding],
    counts: {
      objects: 1,
      drifted: 1,
      findings: { missing: 0, modified: 1, foreign: 0, stale: 0, extra: 0, 'ownership-lost': 0 },
    },
    hashes: { git: HASH, live: HASH },
    namespaces: [],
    notCompared: [],
    optedOut: [],
  };
  return clusterReportText(report).split('\n')[2] ?? '';
}

it('shows short values whole', () => {
  expect(reported({ git: { shown: 2 }, live: { shown: 5 } })).toContain('spec.egress: 2 → 5  (kubectl-edit: Update,');
  expect(reported({ live: { shown: 'x' } })).toContain('(nothing) → "x"');
  expect(reported({ git: { hidden: 'secret' }, live: { hidden: 'secret' } })).toContain('(hidden) → (hidden)');
});

it('shows long values where they begin to differ', () => {
  const known = { to: [{ podSelector: { matchLabels: { app: 'ledger-db', 'app.kubernetes.io/part-of': 'ledger' } } }] };
  const line = reported({
    git: { shown: [known, known] },
    live: { shown: [known, known, { to: [{ ipBlock: { cidr: '0.0.0.0/0' } }] }] },
  });
  expect(line).toMatch(/… .*"ledger".* → … .*"cidr":"0\.0\.0\.0\/0"/);
});
