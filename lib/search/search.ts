import type { SearchHit } from '#lib/contract/overview.ts';
import { routes } from '#lib/contract/routes.ts';
import { matching, URGENT_FIRST } from '#lib/incidents/queries/list.ts';
import type { Db } from '#lib/platform/db.ts';
import { escapeLike } from '#lib/platform/like.ts';
import {
  ENDPOINT_STATUS_LABEL,
  INCIDENT_STATUS_LABEL,
  RUN_PURPOSE_LABEL,
  RUN_STATUS_LABEL,
  VERDICT_LABEL,
} from '#lib/policy/labels.ts';
import { clusterHits, driftObjectHits } from './drift-hits.ts';
import { goldenRunHits, goldenTaskHits } from './golden-hits.ts';
import { HITS, RUN_ID } from './limits.ts';

/** Finds incidents, endpoints, runs, suites, prompts, golden tasks and runs, clusters and objects that drift by name or id; at most {@link HITS} of each, the likeliest kind first. */
export async function search(db: Db, q: string): Promise<{ items: SearchHit[] }> {
  const contains = { contains: escapeLike(q), mode: 'insensitive' } as const;
  const hits = await Promise.all([
    incidentHits(db, q),
    endpointHits(db, contains),
    runHits(db, q),
    suiteHits(db, contains),
    promptHits(db, contains),
    goldenTaskHits(db, q),
    goldenRunHits(db, q),
    clusterHits(db, contains),
    driftObjectHits(db, q),
  ]);
  return { items: hits.flat() };
}

type Contains = { contains: string; mode: 'insensitive' };

async function incidentHits(db: Db, q: string): Promise<SearchHit[]> {
  const incidents = await db.incident.findMany({
    where: matching(q),
    orderBy: [{ status: 'asc' }, ...URGENT_FIRST],
    take: HITS,
    select: { id: true, title: true, severity: true, status: true },
  });
  return incidents.map(({ id, title, severity, status }) => ({
    kind: 'incident',
    id,
    title,
    detail: `#${id} · ${severity} · ${INCIDENT_STATUS_LABEL[status].label}`,
    href: routes.incident(id),
  }));
}

async function endpointHits(db: Db, contains: Contains): Promise<SearchHit[]> {
  const endpoints = await db.endpoint.findMany({
    where: { OR: [{ name: contains }, { model: contains }] },
    orderBy: { name: 'asc' },
    take: HITS,
    select: { id: true, name: true, model: true, status: true },
  });
  return endpoints.map(({ id, name, model, status }) => ({
    kind: 'endpoint',
    id,
    title: name,
    detail: `${model} · ${ENDPOINT_STATUS_LABEL[status].label}`,
    href: routes.endpoint(id),
  }));
}

async function runHits(db: Db, q: string): Promise<SearchHit[]> {
  const id = Number(RUN_ID.exec(q)?.[1]);
  if (Number.isNaN(id)) return [];
  const run = await db.run.findUnique({
    where: { id },
    select: { purpose: true, status: true, verdict: true, endpoint: { select: { name: true } } },
  });
  if (run === null) return [];
  const outcome = run.verdict === null ? RUN_STATUS_LABEL[run.status] : VERDICT_LABEL[run.verdict];
  const detail = `${RUN_PURPOSE_LABEL[run.purpose]} of ${run.endpoint.name} · ${outcome.label}`;
  return [{ kind: 'run', id, title: `Run ${id}`, detail, href: routes.run(id) }];
}

async function suiteHits(db: Db, contains: Contains): Promise<SearchHit[]> {
  const suites = await db.suite.findMany({
    where: { OR: [{ key: contains }, { title: contains }] },
    orderBy: { key: 'asc' },
    take: HITS,
    select: { id: true, key: true, title: true },
  });
  return suites.map(({ id, key, title }) => ({ kind: 'suite', id, title, detail: key, href: routes.suite(id) }));
}

interface PromptRow {
  id: number;
  key: string;
  version_id: number;
  number: number;
  suite_id: number;
  title: string;
}

/** A prompt is found once in each suite: in the newest version that holds it. */
async function promptHits(db: Db, { contains }: Contains): Promise<SearchHit[]> {
  const prompts = await db.$queryRaw<PromptRow[]>`
    SELECT DISTINCT ON (prompt.key, suite.id)
      prompt.id, prompt.key, version.id AS version_id, version.number, suite.id AS suite_id, suite.title
    FROM suite_prompt AS prompt
    JOIN suite_version AS version ON version.id = prompt.suite_version_id
    JOIN suite ON suite.id = version.suite_id
    WHERE prompt.key ILIKE ${`%${contains}%`}
    ORDER BY prompt.key, suite.id, version.number DESC
    LIMIT ${HITS}`;
  return prompts.map((prompt) => ({
    kind: 'prompt',
    id: prompt.id,
    title: prompt.key,
    detail: `${prompt.title}, version ${prompt.number}`,
    href: routes.suiteVersion(prompt.suite_id, prompt.version_id),
  }));
}
