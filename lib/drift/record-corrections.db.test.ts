import { beforeEach, expect, it } from 'vitest';
import { SYSTEM_ACTOR } from '#lib/audit/actor.ts';
import { channelOfKind } from '#lib/policy/drift-rules.ts';
import { testDatabase } from '#lib/testing/database.ts';
import { makeCluster, makeIgnoreRule } from '#lib/testing/drift-factories.ts';
import { driftedObject, minutesLater, scanSaw } from '#lib/testing/drift-sightings.ts';
import { makeUser, testContext } from '#lib/testing/factories.ts';
import { recordCorrections } from './record-corrections.ts';
import { recordSightings } from './record-sightings.ts';
import type { FluxCorrection } from './types.ts';

const database = testDatabase();
const context = () => testContext(database.db, SYSTEM_ACTOR);
let clusterId: number;

beforeEach(async () => {
  ({ id: clusterId } = await makeCluster(database.db));
});

const web = driftedObject({ name: 'web' });
const role = driftedObject({ group: 'rbac.authorization.k8s.io', kind: 'Role', namespace: 'payments', name: 'reader' });

function corrected(minutes: number, over: Partial<FluxCorrection> = {}): FluxCorrection {
  const { ref = web.ref } = over;
  const note = `Kustomization flux-system/apps: ${ref.kind}/${ref.namespace}/${ref.name} configured`;
  return { clusterId, channel: channelOfKind(ref), ref, at: minutesLater(minutes), isCorrected: true, note, ...over };
}

async function occurrences() {
  const objects = await database.db.driftObject.findMany({
    where: { clusterId },
    include: { occurrences: { orderBy: [{ firstSeenAt: 'asc' }, { id: 'asc' }] } },
  });
  return objects.map(({ state, occurrences: all }) => ({
    state,
    occurrences: all.map(({ origin, firstSeenAt, correctedAt, note, findings, severity }) => ({
      ...{ origin, firstSeenAt, correctedAt, severity },
      hasNote: note !== null,
      findings: Array.isArray(findings) ? findings.length : null,
    })),
  }));
}

it('is a drift of its own where nothing is known, which is over', async () => {
  await recordCorrections(context(), [corrected(5, { ref: role.ref })]);
  const moment = minutesLater(5);
  expect(await occurrences()).toMatchObject([
    {
      state: 'clean',
      occurrences: [
        { origin: 'flux', firstSeenAt: moment, correctedAt: moment, hasNote: true, findings: 0, severity: 'P0' },
      ],
    },
  ]);
  const incident = await database.db.incident.findFirstOrThrow({
    where: { clusterId },
    include: { timeline: { orderBy: { id: 'asc' } }, events: { orderBy: { id: 'asc' } } },
  });
  expect(incident).toMatchObject({
    clearedAt: moment,
    timeline: [
      { kind: 'opened' },
      { kind: 'cleared', body: 'Nothing of it drifts any more: Flux corrected 1 object.' },
    ],
    events: [{ type: 'CodeDriftDetected' }, { type: 'CodeDriftCleared' }],
  });
});

it('joins the drift that a comparison saw, which alone tells when nothing differs any more', async () => {
  await recordSightings(context(), scanSaw({ clusterId }, 0, [web]));
  await recordCorrections(context(), [corrected(1)]);
  expect(await occurrences()).toMatchObject([
    { state: 'drifted', occurrences: [{ correctedAt: null, hasNote: true }] },
  ]);
  await recordSightings(context(), scanSaw({ clusterId }, 2, []));
  expect(await occurrences()).toMatchObject([
    { state: 'clean', occurrences: [{ origin: 'scan', correctedAt: minutesLater(2), hasNote: true, findings: 1 }] },
  ]);
});

it('ends what it only reported before', async () => {
  await recordCorrections(context(), [corrected(0, { isCorrected: false })]);
  await recordCorrections(context(), [corrected(9)]);
  expect(await occurrences()).toMatchObject([{ state: 'clean', occurrences: [{ correctedAt: minutesLater(9) }] }]);
});

it('counts once with a drift that just ended, and by notification and Event', async () => {
  await recordSightings(context(), scanSaw({ clusterId }, 0, [web]));
  await recordSightings(context(), scanSaw({ clusterId }, 1, []));
  await recordCorrections(context(), [corrected(1), corrected(1.5)]);
  await recordCorrections(context(), [corrected(0.9)]);
  expect(await occurrences()).toMatchObject([{ occurrences: [{ correctedAt: minutesLater(1), hasNote: true }] }]);
  await recordCorrections(context(), [corrected(4)]);
  expect((await occurrences())[0]?.occurrences).toHaveLength(2);
});

it('does not end what began later', async () => {
  await recordSightings(context(), scanSaw({ clusterId }, 0, [web]));
  await recordSightings(context(), scanSaw({ clusterId }, 10, [web]));
  await recordCorrections(context(), [corrected(5)]);
  expect(await occurrences()).toMatchObject([
    { state: 'drifted', occurrences: [{ correctedAt: null, hasNote: true }] },
  ]);
  await recordCorrections(context(), [corrected(-30)]);
  expect(await occurrences()).toMatchObject([
    { state: 'drifted', occurrences: [{ origin: 'flux', firstSeenAt: minutesLater(-30) }, { correctedAt: null }] },
  ]);
});

it('keeps what was only reported open until it is seen to be clean', async () => {
  await recordCorrections(context(), [corrected(0, { isCorrected: false }), corrected(20, { isCorrected: false })]);
  expect(await occurrences()).toMatchObject([
    { state: 'drifted', occurrences: [{ correctedAt: null, origin: 'flux' }] },
  ]);
  await recordSightings(context(), scanSaw({ clusterId }, 30, []));
  expect(await occurrences()).toMatchObject([{ state: 'clean', occurrences: [{ correctedAt: minutesLater(30) }] }]);
});

it('makes the fourth correction within 24 h an incident, in one batch', async () => {
  await recordCorrections(
    context(),
    [9, 3, 6, 12].map((minutes) => corrected(minutes)),
  );
  const [object] = await occurrences();
  expect(object?.occurrences.map(({ severity }) => severity)).toEqual([null, null, null, 'P3']);
});

it('is ignored where a rule covers the whole object', async () => {
  const { id: ownerId } = await makeUser(database.db);
  await makeIgnoreRule(database.db, { ownerId, clusterId, fieldPath: null, kind: 'Deployment', name: 'we*' });
  await recordCorrections(context(), [corrected(1)]);
  expect(await occurrences()).toEqual([]);
});
