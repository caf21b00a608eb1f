import { createHmac } from 'node:crypto';
import { expect, test } from 'vitest';
import type { JsonObject } from '#lib/kubernetes/types.ts';
import { MAX_WEBHOOK_BYTES } from '../limits.ts';
import { appliedFactsOf, decideDrift } from './drift-events.ts';
import { type FluxEvent, readCoreEvent, readNotification } from './events.ts';
import { decideReplay, isSignedBy, notificationDigest, parseNotification, REMEMBER_DIGESTS_MS } from './webhook.ts';

const REVISION = 'main@sha1:1111111111111111111111111111111111111111';
const BODY = {
  involvedObject: {
    kind: 'Kustomization',
    namespace: 'flux-system',
    name: 'apps',
    uid: 'u',
    apiVersion: 'kustomize.toolkit.fluxcd.io/v1',
  },
  severity: 'info',
  timestamp: '2026-03-01T12:00:00Z',
  message: 'Role/payments/r configured\nNamespace/shop created\nsystem: note',
  reason: 'Progressing',
  metadata: { revision: REVISION, cluster: 'prod' },
  reportingController: 'kustomize-controller',
};
const FACTS = { revision: REVISION, since: new Date('2026-03-01T11:00:00Z'), isSettled: true };
const event = (over: object = {}): FluxEvent => {
  const read = readNotification({ ...BODY, ...over });
  if (read === null) throw new Error('no event');
  return read;
};

test('a change at a revision that was applied before is drift', () => {
  expect(decideDrift(event(), FACTS)).toEqual({
    isDrift: true,
    corrections: [
      { kind: 'Role', namespace: 'payments', name: 'r', action: 'configured' },
      { kind: 'Namespace', namespace: null, name: 'shop', action: 'created' },
    ],
  });
});

test.each([
  ['a new revision', {}, { revision: 'main@sha1:2222222222222222222222222222222222222222' }, 'first time'],
  ['nothing applied before', {}, { revision: null }, 'first time'],
  ['a changed Kustomization', {}, { isSettled: false }, 'itself was changed'],
  ['its own first time', {}, { since: new Date('2026-03-01T12:00:00Z') }, 'first time'],
  ['no revision', { metadata: {} }, {}, 'names no revision'],
  ['a failure', { severity: 'error' }, {}, 'failure'],
  ['another reason', { reason: 'ReconciliationSucceeded' }, {}, 'no word on drift'],
  ['another kind', { involvedObject: { kind: 'GitRepository', name: 'x' } }, {}, 'no word on drift'],
  ['no lines', { message: 'Reconciliation finished in 1s, next run in 10m' }, {}, 'names no object'],
  [
    'lines of another form',
    {
      message:
        'Role/a/b/c configured\nRole/a/b\u0000 created\nRole/\ud800 created\nrole/a/b configured\nRole/a unchanged\nRole/a/b deleted',
    },
    {},
    'names no object',
  ],
])('%s is no drift', (_, over, facts, reason) => {
  expect(decideDrift(event(over), { ...FACTS, ...facts })).toEqual({
    isDrift: false,
    reason: expect.stringContaining(reason),
  });
});

test('an unknown history leaves it open', () => {
  expect(decideDrift(event(), { ...FACTS, since: null })).toEqual({
    isDrift: false,
    isUnknown: true,
    reason: expect.stringContaining('not known since when'),
  });
});

test('names of RBAC and custom kinds are read', () => {
  const message = 'ClusterRole/system:node:x configured\nCustomResourceDefinition/a.b.c configured';
  expect(decideDrift(event({ message }), FACTS)).toMatchObject({
    corrections: [{ name: 'system:node:x', namespace: null }, { name: 'a.b.c' }],
  });
});

test('what helm-controller says of drift is taken at its word', () => {
  const over = {
    involvedObject: { kind: 'HelmRelease', namespace: 'shop', name: 'web' },
    message:
      'Cluster state of release shop/web.v1 has drifted from the desired state:\nDeployment/shop/web changed (0 additions, 1 changes, 0 removals)\nService/shop/web removed',
  };
  expect(
    decideDrift(event({ ...over, reason: 'DriftDetected', metadata: {} }), {
      revision: null,
      since: null,
      isSettled: false,
    }),
  ).toEqual({
    isDrift: true,
    corrections: [
      { kind: 'Deployment', namespace: 'shop', name: 'web', action: 'detected' },
      { kind: 'Service', namespace: 'shop', name: 'web', action: 'detected' },
    ],
  });
  expect(decideDrift(event({ ...over, reason: 'DriftCorrected' }), FACTS)).toMatchObject({
    corrections: [{ action: 'configured' }, { action: 'created' }],
  });
});

test('the revision is read with and without its prefix', () => {
  expect(event({ metadata: { 'kustomize.toolkit.fluxcd.io/revision': 'x' } }).revision).toBe('x');
  expect(event({ metadata: { 'other/revision': 'x', originRevision: 'y' } }).revision).toBeNull();
});

test.each([
  null,
  'x',
  [],
  {},
  { ...BODY, timestamp: 'soon' },
  { ...BODY, involvedObject: { name: 1 } },
  { ...BODY, reason: 7 },
])('%j is no notification', (body) => {
  expect(readNotification(body)).toBeNull();
});

test('Events of the cluster say the same', () => {
  const core = {
    apiVersion: 'v1',
    kind: 'Event',
    metadata: {
      name: 'e',
      annotations: { 'kustomize.toolkit.fluxcd.io/revision': REVISION },
      creationTimestamp: '2026-03-01T11:00:00Z',
    },
    involvedObject: BODY.involvedObject,
    reason: 'Progressing',
    message: BODY.message,
    type: 'Normal',
    source: { component: 'kustomize-controller' },
    lastTimestamp: '2026-03-01T12:00:00Z',
  };
  expect(readCoreEvent(core)).toEqual(event());
  expect(readCoreEvent({ ...core, source: { component: 'kubelet' } })).toBeNull();
  const { involvedObject: regarding, message: note, source: _, lastTimestamp: __, ...rest } = core;
  expect(
    readCoreEvent({
      ...rest,
      regarding,
      note,
      reportingController: 'kustomize-controller',
      eventTime: '2026-03-01T12:00:00.000000Z',
    }),
  ).toEqual(event());
});

test('a raw body is read up to its largest size', () => {
  expect(parseNotification(Buffer.from(JSON.stringify(BODY)))).toEqual(event());
  expect(parseNotification(Buffer.from('{'))).toBeNull();
  expect(parseNotification(Buffer.from([0xff, 0xfe]))).toBeNull();
  expect(parseNotification(Buffer.from(JSON.stringify(BODY).padEnd(MAX_WEBHOOK_BYTES + 1)))).toBeNull();
});

test('a signature counts only for the raw body and the secret', () => {
  const body = Buffer.from(JSON.stringify(BODY));
  const header = `sha256=${createHmac('sha256', 'secret').update(body).digest('hex')}`;
  expect(isSignedBy(body, header, 'secret')).toBe(true);
  expect(isSignedBy(body, header.toUpperCase().replace('SHA256', 'sha256'), 'secret')).toBe(true);
  expect(isSignedBy(body, header, 'other')).toBe(false);
  expect(isSignedBy(Buffer.concat([body, Buffer.from(' ')]), header, 'secret')).toBe(false);
  for (const forged of [null, '', 'sha256=', header.slice(0, -1), header.replace('sha256', 'sha1'), `${header}00`]) {
    expect(isSignedBy(body, forged, 'secret')).toBe(false);
  }
  const unsigned = `sha256=${createHmac('sha256', '').update(body).digest('hex')}`;
  expect(isSignedBy(body, unsigned, '')).toBe(false);
});

test('a notification counts once, and only for a while', () => {
  const now = new Date('2026-03-01T12:00:00Z');
  const at = (minutes: number) => new Date(now.getTime() + minutes * 60_000);
  expect(decideReplay(at(-14), false, now)).toEqual({ isFresh: true });
  expect(decideReplay(at(4), false, now)).toEqual({ isFresh: true });
  expect(decideReplay(at(-1), true, now)).toMatchObject({ isFresh: false, reason: expect.stringContaining('before') });
  expect(decideReplay(at(-16), false, now)).toMatchObject({ isFresh: false });
  expect(decideReplay(at(6), false, now)).toMatchObject({ isFresh: false });
  expect(decideReplay(new Date(Number.NaN), false, now)).toMatchObject({ isFresh: false });
  expect(notificationDigest(Buffer.from('a'))).toHaveLength(64);
  // However far ahead its time was: once its digest is forgotten, a notification is too old.
  const first = { at: at(5), arrived: now.getTime() };
  expect(decideReplay(first.at, false, new Date(first.arrived + REMEMBER_DIGESTS_MS + 1))).toMatchObject({
    isFresh: false,
  });
});

test('a Kustomization says what is applied, and since when', () => {
  const history = [{ digest: 'd', firstReconciled: '2026-03-01T11:00:00Z', metadata: { revision: REVISION } }];
  const live = (status: object, generation = 3) => ({
    apiVersion: 'kustomize.toolkit.fluxcd.io/v1',
    kind: 'Kustomization',
    metadata: { name: 'apps', generation },
    status: { observedGeneration: 3, lastAppliedRevision: REVISION, ...status },
  });
  expect(appliedFactsOf(live({ history }), null)).toEqual(FACTS);
  const seen = new Date('2026-03-01T11:30:00Z');
  expect(appliedFactsOf(live({ history }), seen).since).toEqual(seen);
  expect(appliedFactsOf(live({}), seen).since).toEqual(seen);
  expect(
    appliedFactsOf(live({ history: [{ ...history[0], metadata: { revision: 'other' } }] }), null).since,
  ).toBeNull();
  expect(appliedFactsOf(live({}, 4), null)).toEqual({ revision: REVISION, since: null, isSettled: false });
});

test('a revision that came back counts from when it was seen to', () => {
  const entry = (digest: string, revision: string, first: string, last: string) => ({
    digest,
    firstReconciled: `2026-03-01T${first}Z`,
    lastReconciled: `2026-03-01T${last}Z`,
    metadata: { revision },
  });
  const came = entry('d', REVISION, '08:00:00', '12:00:00');
  const facts = (earlier: JsonObject, seenSince: string | null) => {
    const status = { observedGeneration: 1, lastAppliedRevision: REVISION, history: [came, earlier] };
    const object = { apiVersion: 'v1', kind: 'Kustomization', metadata: { name: 'apps', generation: 1 }, status };
    return appliedFactsOf(object, seenSince === null ? null : new Date(`2026-03-01T${seenSince}Z`)).since;
  };
  const between = entry('e', 'other', '09:00:00', '11:00:00');
  expect(facts(between, null)).toBeNull();
  expect(facts(between, '10:00:00')).toBeNull();
  expect(facts(between, '11:00:10')).toEqual(new Date('2026-03-01T11:00:10Z'));
  expect(facts(entry('e', 'other', '06:00:00', '07:00:00'), null)).toEqual(new Date('2026-03-01T08:00:00Z'));
  // The same objects, which once failed to become ready.
  expect(facts(entry('d', REVISION, '09:00:00', '11:00:00'), null)).toEqual(new Date('2026-03-01T08:00:00Z'));
});
