import { describe, expect, it } from 'vitest';
import { CONFIG_MAPS } from '#lib/kubernetes/testing/stand-in.ts';
import type { KubeObject } from '#lib/kubernetes/types.ts';
import { fluxWords } from './flux.ts';
import { identityOf, identityWords } from './identity.ts';
import { kindsToRead, rightsWords } from './rights.ts';

const NOW = new Date('2026-05-10T12:00:00Z');
const jwt = (claims: object) => `x.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.y`;
const wordsOf = (token: string) => identityWords(identityOf({ kind: 'token', token }), NOW);

describe('identityWords', () => {
  it.each([
    ['opaque', 'It takes the credentials.'],
    [
      jwt({ sub: 'system:serviceaccount:tidemark:tidemark' }),
      'It takes the credentials of system:serviceaccount:tidemark:tidemark.',
    ],
    [jwt({ exp: Date.parse('2027-01-01') / 1000 }), 'It takes the credentials. They end on 2027-01-01.'],
    [jwt({ exp: Date.parse('2026-05-11') / 1000 }), 'They end on 2026-05-11 already'],
  ])('reads %s', (token, said) => expect(wordsOf(token)).toContain(said));
});

describe('rights', () => {
  it('asks for each kind once, at the version that is preferred, and for none that the cluster writes', () => {
    const types = [
      CONFIG_MAPS,
      { ...CONFIG_MAPS, version: 'v1beta1' },
      { ...CONFIG_MAPS, kind: 'Event' },
      { ...CONFIG_MAPS, kind: 'TokenReview', verbs: ['create'] },
      { ...CONFIG_MAPS, kind: 'Namespace', isNamespaced: false },
    ];
    expect(kindsToRead(types, false).map(({ kind }) => kind)).toEqual(['ConfigMap', 'Namespace']);
    expect(kindsToRead(types, true)).toEqual([CONFIG_MAPS]);
  });

  it('are told in words', () => {
    const right = (
      subject: string,
      list: 'granted' | 'forbidden' | 'unknown',
      watch: 'granted' | 'forbidden' | null = null,
    ) => ({
      subject,
      list,
      watch,
    });
    const rights = [
      right('pods', 'granted', 'forbidden'),
      right('secrets', 'forbidden'),
      right('widgets.test', 'unknown'),
    ];
    expect(rightsWords(rights)).toEqual({
      ok: true,
      detail:
        '1 kind of 3 may be read. Forbidden, so that they are not compared: secrets. Without an answer, so that they are not compared: widgets.test. Not to be watched, so that they are asked each interval: pods.',
    });
    expect(rightsWords([right('pods', 'forbidden')]).ok).toBe(false);
  });
});

describe('fluxWords', () => {
  const commit = 'a'.repeat(40);
  const flux = (url: string): KubeObject[] => [
    {
      apiVersion: 'kustomize.toolkit.fluxcd.io/v1',
      kind: 'Kustomization',
      metadata: { name: 'apps', namespace: 'flux-system', generation: 1 },
      spec: { path: './apps', prune: true, sourceRef: { kind: 'GitRepository', name: 'fleet' } },
      status: { observedGeneration: 1, lastAppliedRevision: `main@sha1:${commit}` },
    },
    {
      apiVersion: 'source.toolkit.fluxcd.io/v1',
      kind: 'GitRepository',
      metadata: { name: 'fleet', namespace: 'flux-system' },
      spec: { url, ref: { branch: 'main' } },
    },
  ];
  const given = ['https://git.test/acme/fleet.git'];
  const words = (objects: KubeObject[], addresses: string[]) => fluxWords({ objects, notCompared: [] }, addresses);

  it.each([
    [
      'a source that is given',
      words(flux('ssh://git@git.test/acme/fleet'), given),
      true,
      /1 of them from the git sources/,
    ],
    [
      'one that is not',
      words(flux('https://git.test/acme/other'), given),
      false,
      /apps comes from https:\/\/git.test\/acme\/other: add it/,
    ],
    ['no Flux, and folders', words([], []), true, /has no Kustomization/],
    ['no Flux, and nothing else', words([], given), false, /name the folder of each git source/],
  ])('tells of %s', (_, told, ok, detail) => {
    expect(told).toMatchObject({ ok, detail: expect.stringMatching(detail) });
  });

  it('counts releases whose chart lies in git', () => {
    const [, source] = flux('https://git.test/acme/fleet');
    const sourceRef = { kind: 'GitRepository', name: 'fleet' };
    const release: KubeObject = {
      apiVersion: 'helm.toolkit.fluxcd.io/v2',
      kind: 'HelmRelease',
      metadata: { name: 'web', namespace: 'flux-system', generation: 1 },
      spec: { chart: { spec: { chart: './charts/web', sourceRef } } },
      status: {
        observedGeneration: 1,
        history: [{ chartVersion: '1.0.0', status: 'deployed' }],
        conditions: [{ type: 'Ready', status: 'True' }],
      },
    };
    const status = { artifact: { revision: `main@sha1:${commit}` } };
    expect(words([release, { ...source, status } as KubeObject], given)).toEqual({
      ok: true,
      detail:
        'Flux applies 0 Kustomizations and 1 HelmRelease with its chart in git here. 1 of them from the git sources of this cluster.',
    });
  });

  it('says what may not be read', () => {
    const notCompared = [{ reason: 'forbidden' as const, subject: 'x', detail: 'Kustomizations are forbidden.' }];
    expect(fluxWords({ objects: [], notCompared }, given)).toEqual({
      ok: false,
      detail: 'Kustomizations are forbidden.',
    });
  });
});
