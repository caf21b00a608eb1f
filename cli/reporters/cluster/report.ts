import type { ClusterReport, ReportedFinding } from '#lib/clusters/report/format.ts';
import { formatCount } from '#lib/format/numbers.ts';
import { FINDING_KINDS } from '#lib/kubernetes/compare/types.ts';
import { differingExcerpts, excerpt, visible } from '../excerpt.ts';

/** Verdicts as the line that everything begins with. */
const VERDICT: Record<ClusterReport['verdict'], string> = {
  stable: 'As git says',
  drifted: 'Drifted',
  unmeasured: 'Not measured',
};

/** A comparison for a person at a terminal: verdict, a line for each finding, what was left out and why, counts. */
export function clusterReportText(report: ClusterReport): string {
  return [
    `${VERDICT[report.verdict]}: ${visible(report.reason)}\n`,
    ...(report.findings.length === 0 ? [] : [report.findings.map(findingLine).join('')]),
    ...listed('Not compared', report.notCompared),
    ...listed('Left out because git, Flux or the rights of the account say so', report.optedOut),
    counts(report),
  ].join('\n');
}

/** `modified  Deployment shop/web  spec.replicas: 2 → 5  (kubectl-edit, Update, 2026-…)  apps/web.yaml`. */
function findingLine(finding: ReportedFinding): string {
  const { kind, object, path, file } = finding;
  const name = `${object.kind} ${object.namespace === null ? '' : `${object.namespace}/`}${object.name}`;
  const isWhole = path === '' || (finding.git === undefined && finding.live === undefined);
  const what = isWhole ? WHOLE[kind] : `${visible(path)}: ${change(finding)}`;
  const parts = [
    kind.padEnd(KIND_WIDTH),
    visible(name),
    what,
    writerOf(finding),
    ...(finding.dryRun ? ['(as a dry run says)'] : []),
    ...(file === null ? [] : [visible(file)]),
  ];
  return `${parts.filter((part) => part !== '').join('  ')}\n`;
}

const KIND_WIDTH = Math.max(...FINDING_KINDS.map((kind) => kind.length));

/** What is said where the finding is the object itself. */
const WHOLE: Record<ReportedFinding['kind'], string> = {
  missing: 'not in the cluster',
  modified: 'differs as a whole',
  foreign: 'was added to as a whole',
  stale: 'is left over',
  extra: 'not in git',
  'ownership-lost': 'its record of who wrote what does not hold',
};

/** Both values; long ones around the first place where they differ. */
function change({ git, live }: ReportedFinding): string {
  if (git === undefined || live === undefined || 'hidden' in git || 'hidden' in live) {
    return `${shown(git)} → ${shown(live)}`;
  }
  const { before, now } = differingExcerpts(JSON.stringify(git.shown), JSON.stringify(live.shown));
  return `${before} → ${now}`;
}

function shown(side: ReportedFinding['git']): string {
  if (side === undefined) return '(nothing)';
  if ('hidden' in side) return '(hidden)';
  return excerpt(JSON.stringify(side.shown));
}

function writerOf({ manager, operation, subresource, time }: ReportedFinding): string {
  if (manager === null) return '';
  const how = [operation, subresource, time].filter((part) => part !== null).join(', ');
  return `(${visible(`${manager}: ${how}`)})`;
}

function listed(title: string, entries: ClusterReport['notCompared']): string[] {
  if (entries.length === 0) return [];
  return [
    `${title}\n${entries.map(({ subject, detail }) => `  - ${visible(subject)}: ${visible(detail)}\n`).join('')}`,
  ];
}

function counts({ counts: { objects, drifted, findings }, namespaces, sources, server }: ClusterReport): string {
  const kinds = FINDING_KINDS.filter((kind) => findings[kind] > 0).map((kind) => `${findings[kind]} ${kind}`);
  const found = kinds.length === 0 ? 'no findings' : `${kinds.join(', ')} on ${formatCount(drifted, 'object')}`;
  const places = namespaces.filter(({ namespace }) => namespace !== null).length;
  const commits = sources.map(({ name, commit, problem }) => {
    return `  ${visible(name)} at ${commit.slice(0, 12)}${problem === null ? '' : ` (${visible(problem)})`}\n`;
  });
  const compared = `${formatCount(objects, 'object')} of git in ${formatCount(places, 'namespace')}: ${found}.`;
  return `${compared} ${server.address}${server.version === null ? '' : `, Kubernetes ${server.version}`}.\n${commits.join('')}`;
}
