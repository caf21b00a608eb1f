import { beforeAll, describe, expect, it } from 'vitest';
import { testDatabase } from '#lib/testing/database.ts';
import { makeDriftRows, REFUSED_OF_DRIFT } from '#lib/testing/drift-constraints.ts';
import {
  makeBaseline,
  makeEndpoint,
  makeIncident,
  makeRun,
  makeSamples,
  makeUser,
  TEST_NOW,
} from '#lib/testing/factories.ts';
import {
  makeGoldenAttempt,
  makeGoldenRun,
  makeGoldenTaskResult,
  makeRepository,
} from '#lib/testing/golden-factories.ts';
import { sha256 } from './crypto.ts';

const database = testDatabase();

/** One valid row in every table that has checks; the statements below spoil them. */
beforeAll(async () => {
  const { db } = database;
  const user = await makeUser(db);
  await db.apiToken.create({
    data: {
      name: 'ci',
      secretHash: sha256('x'),
      prefix: 'x',
      createdBy: user.id,
      expiresAt: new Date('2100-01-01'),
    },
  });
  await db.auditLog.create({
    data: { actorKind: 'system', action: 'a.b', subjectType: 's', subjectId: '1', summary: 'Did it' },
  });
  const target = await makeEndpoint(db);
  const run = await makeRun(db, target, { verdict: 'drifted' });
  await makeRun(db, target, { trigger: 'schedule', night: new Date('2026-05-10') });
  const [prompt] = target.prompts;
  await makeSamples(db, run, prompt?.id ?? 0, ['Yes', { outcome: 'unmeasured', reason: 'empty' }]);
  await makeBaseline(db, target, run);
  await makeBaseline(db, target, run, { state: 'capturing', readyAt: null });
  await db.signal.create({
    data: { runId: run.id, name: 'hash_delta', value: 0.5, threshold: 0.3, noise: 0.1, pValue: 0.001, fired: true },
  });
  await db.promptComparison.create({
    data: { runId: run.id, promptId: prompt?.id ?? 0, movement: 'changed', deltaShare: 1, noiseShare: 0 },
  });
  await makeIncident(db, { fingerprint: 'same', runIds: [run.id] });
  await db.judgement.create({
    data: {
      runId: run.id,
      promptId: prompt?.id ?? 0,
      kind: 'current',
      swapped: false,
      judgeId: 'judge',
      outcome: 'measured',
      verdict: 'same',
    },
  });
  const { id: baselineId } = await db.baseline.findFirstOrThrow({ where: { state: 'ready' } });
  await db.sequentialStep.create({
    data: { runId: run.id, baselineId, pNight: 0.5, pValue: 0.5, eValue: 1, cusum: 1, alarm: false, at: TEST_NOW },
  });
  await db.selfCheck.create({
    data: { endpointId: target.endpoint.id, baselineId, at: TEST_NOW, trials: 100, alarms: 1, low: 0, high: 0.05 },
  });
  await db.suiteProposal.create({ data: { endpointId: target.endpoint.id, runId: run.id, content: [] } });
  const solved = { status: 'resolved', resolution: 'fixed', resolvedAt: TEST_NOW } as const;
  await makeIncident(db, { fingerprint: 'same', ...solved });
  await goldenRows();
  await makeDriftRows(db);
});

/** One valid row in every table of the prompt channel that has checks. */
async function goldenRows(): Promise<void> {
  const { db } = database;
  const repository = await makeRepository(db, { forge: 'github', forgeProject: 'acme/agents', runBudgetUsd: 1 });
  const run = await makeGoldenRun(db, repository, { verdict: 'fail', repeat: 3, costUsd: 0 });
  await makeGoldenRun(db, repository, { trigger: 'schedule', night: new Date('2026-05-10') });
  await makeGoldenAttempt(db, run.id);
  await makeGoldenTaskResult(db, run.id, { basePasses: 1, baseRuns: 3, confidence: 80 });
  await makeIncident(db, { channel: 'prompt', repositoryId: repository.id });
  const source = { name: 'traces', baseUrl: 'https://langfuse.test', publicKey: 'pk', encryptedSecret: 'x' };
  const { id: sourceId } = await db.langfuseSource.create({
    data: { ...source, agent: 'support', repositoryId: repository.id },
  });
  const window = { from: new Date('2026-05-03'), to: new Date('2026-05-10') };
  const scan = await db.candidateScan.create({ data: { sourceId, trigger: 'manual', ...window } });
  const trace = { traceUrl: 'https://langfuse.test/t', traceAt: TEST_NOW, score: 0.1, evaluator: 'Review-E' };
  const content = { input: '?', output: '!', draft: '', contentHash: 'c', traceId: 't' };
  const candidate = await db.candidate.create({ data: { sourceId, scanId: scan.id, ...trace, ...content } });
  await db.publication.create({
    data: {
      candidateId: candidate.id,
      branch: 'b',
      baseCommit: 'c',
      path: 'p',
      content: '',
      authorName: 'A',
      authorEmail: 'a@example.test',
      updatedAt: TEST_NOW,
    },
  });
}

const copyPrompt = (position: number, stratum: string, category: string) =>
  `INSERT INTO suite_prompt (suite_version_id, position, key, category, stratum, spec)
   SELECT suite_version_id, ${position}, 'other', '${category}', '${stratum}', spec FROM suite_prompt LIMIT 1`;

const copySample = (columns: string) =>
  `INSERT INTO sample SELECT (jsonb_populate_record(sample, '{"repetition": 9, ${columns}}')).* FROM sample WHERE repetition = 0`;

const auditRow = (actorKind: string, userId: string, tokenId: string) =>
  `INSERT INTO audit_log (actor_kind, user_id, token_id, action, subject_type, subject_id, summary)
   SELECT '${actorKind}', ${userId}, ${tokenId}, 'a.b', 's', '1', 'x' FROM user_account LIMIT 1`;

/** Constraint or index → statements it must refuse. */
const REFUSED: Record<string, string[]> = {
  ...REFUSED_OF_DRIFT,
  user_email_lower: [`UPDATE user_account SET email = 'Upper@example.test'`],
  api_token_hash: [`UPDATE api_token SET secret_hash = 'plain'`],
  api_token_expiry: ['UPDATE api_token SET expires_at = created_at'],
  audit_log_actor: [
    auditRow('system', 'id', 'NULL'),
    auditRow('user', 'NULL', 'NULL'),
    auditRow('token', 'id', 'NULL'),
  ],
  gateway_url: [`UPDATE gateway SET base_url = 'ftp://gateway.test'`],
  endpoint_temperature: ['UPDATE endpoint SET temperature = 2.1', 'UPDATE endpoint SET temperature = -0.1'],
  endpoint_timeout: ['UPDATE endpoint SET request_timeout_ms = 999', 'UPDATE endpoint SET request_timeout_ms = 290001'],
  endpoint_concurrency: ['UPDATE endpoint SET concurrency = 0', 'UPDATE endpoint SET concurrency = 51'],
  endpoint_prices: ['UPDATE endpoint SET input_usd_per_million = -1, output_usd_per_million = 1'],
  endpoint_run_budget: [
    'UPDATE endpoint SET run_budget_usd = 0, input_usd_per_million = 1, output_usd_per_million = 1',
  ],
  endpoint_run_budget_prices: [
    'UPDATE endpoint SET run_budget_usd = 1',
    'UPDATE endpoint SET run_budget_usd = 1, input_usd_per_million = 1',
    'UPDATE endpoint SET run_budget_usd = 1, output_usd_per_million = 1',
  ],
  endpoint_judge: [`UPDATE endpoint SET judge_model = 'judge'`],
  endpoint_judge_prices: ['UPDATE endpoint SET judge_input_usd_per_million = -1'],
  suite_version_hash: [`UPDATE suite_version SET content_hash = 'short'`],
  suite_prompt_position: [copyPrompt(-1, 'short', 'reasoning')],
  suite_prompt_stratum: [copyPrompt(7, 'long', 'reasoning')],
  suite_prompt_category: [copyPrompt(7, 'short', 'poetry')],
  baseline_ready: [`UPDATE baseline SET ready_at = NULL WHERE state = 'ready'`],
  baseline_ended: [
    `UPDATE baseline SET ended_at = now() WHERE state = 'ready'`,
    `UPDATE baseline SET state = 'superseded' WHERE state = 'ready'`,
  ],
  baseline_ended_reason: [`UPDATE baseline SET ended_reason = 'Because.' WHERE state = 'ready'`],
  baseline_run_repetitions: ['UPDATE baseline_run SET repetitions = 0'],
  baseline_run_left: [`UPDATE baseline_run SET left_at = added_at - interval '1 second'`],
  run_month: [`UPDATE run SET month = '2026-05-02' WHERE verdict IS NULL`],
  run_counts: [
    'UPDATE run SET short_repetitions = 0',
    'UPDATE run SET behaviour_repetitions = 0',
    'UPDATE run SET lanes = 0',
    'UPDATE run SET planned_samples = 0, stored_samples = 0, measured_samples = 0',
    `UPDATE run SET stored_samples = planned_samples + 1 WHERE status = 'queued'`,
    'UPDATE run SET measured_samples = stored_samples + 1',
    'UPDATE run SET prompt_tokens = -1',
  ],
  run_plan: [`UPDATE run SET plan = 'deep', purpose = 'screening'`],
  run_budget: ['UPDATE run SET budget_usd = 0'],
  run_budget_spent: ['UPDATE run SET budget_spent_usd = -1'],
  run_judge_cost: ['UPDATE run SET judge_cost_usd = -1'],
  run_confirmation: [
    `UPDATE run SET purpose = 'confirmation' WHERE status = 'queued'`,
    `UPDATE run SET parent_run_id = (SELECT id FROM run WHERE status = 'finished') WHERE status = 'queued'`,
  ],
  run_p_value: ['UPDATE run SET p_value = 1.5'],
  run_night: [
    `UPDATE run SET night = NULL WHERE trigger = 'schedule'`,
    `UPDATE run SET night = '2026-05-10' WHERE trigger = 'manual'`,
  ],
  run_verdict: [
    `UPDATE run SET verdict = NULL WHERE status = 'finished'`,
    `UPDATE run SET verdict = 'stable' WHERE status = 'queued'`,
  ],
  run_complete: [`UPDATE run SET status = 'evaluating' WHERE status = 'queued'`],
  run_finished: [
    `UPDATE run SET finished_at = NULL WHERE status = 'finished'`,
    `UPDATE run SET status = 'cancelled' WHERE status = 'queued'`,
    `UPDATE run SET finished_at = now() WHERE status = 'queued'`,
  ],
  sample_repetition: [copySample('"repetition": -1')],
  sample_attempts: [copySample('"attempts": 0')],
  sample_outcome: [
    copySample('"reason": "empty"'),
    copySample('"output": null'),
    copySample('"canonical_hash": null'),
    copySample('"raw_hash": null'),
    copySample('"outcome": "unmeasured", "canonical_hash": null, "raw_hash": null'),
    copySample('"outcome": "unmeasured", "reason": "empty"'),
  ],
  signal_p_value: ['UPDATE signal SET p_value = -0.1'],
  signal_p_adjusted: ['UPDATE signal SET p_adjusted = 1.1'],
  judgement_confidence: ['UPDATE judgement SET confidence = 101'],
  judgement_outcome: ['UPDATE judgement SET verdict = NULL', `UPDATE judgement SET reason = 'empty'`],
  sequential_step_p_values: [
    'UPDATE sequential_step SET p_night = 0',
    'UPDATE sequential_step SET p_value = 1.1',
    'UPDATE sequential_step SET p_confirmation = 0, confirmation_run_id = run_id',
  ],
  sequential_step_evidence: ['UPDATE sequential_step SET e_value = -1', 'UPDATE sequential_step SET cusum = -1'],
  sequential_step_confirmation: ['UPDATE sequential_step SET p_confirmation = 0.5'],
  self_check_counts: ['UPDATE self_check SET alarms = 101', 'UPDATE self_check SET low = 0.1'],
  suite_proposal_decision: [
    `UPDATE suite_proposal SET state = 'rejected'`,
    `UPDATE suite_proposal SET state = 'accepted', decided_at = now()`,
  ],
  suite_proposal_one_open: [
    `INSERT INTO suite_proposal (endpoint_id, run_id, content)
     SELECT endpoint_id, (SELECT id FROM run WHERE status = 'queued'), content FROM suite_proposal`,
  ],
  signal_fired: [
    'UPDATE signal SET value = threshold',
    'UPDATE signal SET value = NULL',
    'UPDATE signal SET noise = NULL',
  ],
  prompt_comparison_shares: [
    'UPDATE prompt_comparison SET delta_share = 1.1',
    'UPDATE prompt_comparison SET noise_share = -0.1',
    `UPDATE prompt_comparison SET movement = 'unmeasured'`,
    'UPDATE prompt_comparison SET delta_share = NULL',
  ],
  incident_occurrences: ['UPDATE incident SET occurrences = 0'],
  incident_seen: [`UPDATE incident SET last_seen_at = opened_at - interval '1 second'`],
  incident_resolution: [
    `UPDATE incident SET status = 'resolved' WHERE status = 'open'`,
    `UPDATE incident SET resolution = NULL WHERE status = 'resolved'`,
    `UPDATE incident SET status = 'open' WHERE status = 'resolved'`,
  ],
  run_one_active_per_endpoint: [
    `INSERT INTO run (month, purpose, trigger, endpoint_id, suite_version_id, short_repetitions, behaviour_repetitions, lanes, planned_samples)
     SELECT month, purpose, 'manual', endpoint_id, suite_version_id, 1, 1, 1, 2 FROM run WHERE status = 'queued'`,
  ],
  run_one_per_endpoint_night: [
    `INSERT INTO run (month, purpose, trigger, endpoint_id, suite_version_id, short_repetitions, behaviour_repetitions, lanes, planned_samples, night, status, finished_at)
     SELECT month, purpose, trigger, endpoint_id, suite_version_id, 1, 1, 1, 2, night, 'cancelled', now() FROM run WHERE trigger = 'schedule'`,
  ],
  git_repository_forge: ['UPDATE git_repository SET forge_project = NULL'],
  git_repository_url: [`UPDATE git_repository SET url = 'ext::sh'`],
  git_repository_budget: ['UPDATE git_repository SET run_budget_usd = 0'],
  golden_run_verdict: [
    `UPDATE golden_run SET verdict = NULL WHERE status = 'finished'`,
    `UPDATE golden_run SET verdict = 'pass' WHERE status = 'queued'`,
  ],
  golden_run_night: [`UPDATE golden_run SET night = '2026-05-10' WHERE trigger = 'manual'`],
  golden_run_repeat: ['UPDATE golden_run SET repeat = 0'],
  golden_run_counts: ['UPDATE golden_run SET planned_attempts = -1', 'UPDATE golden_run SET calls = -1'],
  golden_run_cost: ['UPDATE golden_run SET cost_usd = -1', 'UPDATE golden_run SET budget_usd = 0'],
  golden_run_one_per_night: [
    `INSERT INTO golden_run (trigger, status, repository_id, repository_name, agent, model, night)
     SELECT trigger, 'cancelled', repository_id, repository_name, agent, model, night FROM golden_run WHERE trigger = 'schedule'`,
  ],
  golden_run_one_active: [
    `INSERT INTO golden_run (trigger, repository_id, repository_name, agent, model)
     SELECT 'manual', repository_id, repository_name, agent, model FROM golden_run WHERE status = 'queued'`,
  ],
  golden_attempt_number: ['UPDATE golden_attempt SET number = -1', 'UPDATE golden_attempt SET calls = -1'],
  golden_attempt_reason: [`UPDATE golden_attempt SET outcome = 'fail'`],
  golden_task_result_head: ['UPDATE golden_task_result SET head_passes = head_runs + 1'],
  golden_task_result_base: [
    'UPDATE golden_task_result SET base_passes = base_runs + 1',
    'UPDATE golden_task_result SET base_runs = NULL',
  ],
  golden_task_result_confidence: ['UPDATE golden_task_result SET confidence = 101'],
  candidate_scan_window: ['UPDATE candidate_scan SET window_to = window_from'],
  candidate_scan_counts: ['UPDATE candidate_scan SET added = -1'],
  candidate_scan_one_active: [
    `INSERT INTO candidate_scan (source_id, trigger, window_from, window_to)
     SELECT source_id, trigger, window_from, window_to FROM candidate_scan`,
  ],
  candidate_decision: [`UPDATE candidate SET state = 'rejected'`, 'UPDATE candidate SET decided_at = now()'],
  candidate_edited: ['UPDATE candidate SET edited_at = now()'],
  candidate_reopened: ['UPDATE candidate SET reopened = -1'],
  candidate_merged: [
    `UPDATE candidate SET state = 'merged', decided_at = now()`,
    `UPDATE candidate SET merged_into = 'refund'`,
  ],
  publication_pushed: [`UPDATE publication SET state = 'pushed'`],
  publication_path: [
    `UPDATE publication SET path = '../x'`,
    `UPDATE publication SET path = '/x'`,
    `UPDATE publication SET path = 'evals//x'`,
  ],
  publication_attempts: ['UPDATE publication SET attempts = -1'],
  publication_blocked: ['UPDATE publication SET blocked = true'],
  publication_pull_request: ['UPDATE publication SET pull_request_number = 1'],
  incident_one_subject: [
    `UPDATE incident SET endpoint_id = (SELECT id FROM endpoint LIMIT 1) WHERE repository_id IS NOT NULL`,
  ],
  baseline_one_ready: [`UPDATE baseline SET state = 'ready', ready_at = now() WHERE state = 'capturing'`],
  baseline_one_capturing: [`UPDATE baseline SET state = 'capturing' WHERE state = 'ready'`],
  incident_one_unresolved: [
    `UPDATE incident SET status = 'open', resolution = NULL, resolved_at = NULL WHERE status = 'resolved'`,
  ],
};

describe.each(Object.entries(REFUSED))('%s', (constraint, statements) => {
  it.each(statements)('refuses %s', async (statement) => {
    await expect(database.db.$executeRawUnsafe(statement)).rejects.toThrow(constraint);
  });
});

it('every check constraint and partial unique index of the schema is tried above', async () => {
  const names = await database.db.$queryRaw<{ name: string }[]>`
    SELECT conname AS name FROM pg_constraint
    JOIN pg_class ON pg_class.oid = conrelid
    WHERE contype = 'c' AND connamespace = 'public'::regnamespace AND NOT relispartition
    UNION ALL
    SELECT indexname FROM pg_indexes WHERE schemaname = 'public' AND indexdef LIKE 'CREATE UNIQUE INDEX % WHERE %'`;
  expect(names.map(({ name }) => name).sort()).toEqual(Object.keys(REFUSED).sort());
});

describe.each([
  ['audit_log', `UPDATE audit_log SET summary = 'x'`],
  ['audit_log', 'DELETE FROM audit_log'],
  ['suite_prompt', `UPDATE suite_prompt SET key = 'x'`],
  ['suite_prompt', 'DELETE FROM suite_prompt'],
  ['sample', `UPDATE sample SET output = 'x'`],
])('%s rows are frozen', (_table, statement) => {
  it(`refuses ${statement}`, async () => {
    await expect(database.db.$executeRawUnsafe(statement)).rejects.toThrow('rows are never changed');
  });
});

it('a timeline entry is never changed', async () => {
  const incident = await makeIncident(database.db);
  await database.db.incidentEvent.create({ data: { incidentId: incident.id, kind: 'commented', body: 'Hm.' } });
  await expect(database.db.$executeRaw`UPDATE incident_event SET body = ''`).rejects.toThrow('never changed');
  await expect(database.db.$executeRaw`DELETE FROM incident_event`).rejects.toThrow('never changed');
});
