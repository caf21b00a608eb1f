import type { DefaultTable } from './table.ts';

const always = (is: string | boolean) => [{ is }];

const SPEC = {
  admission: always(true),
  background: always(true),
  emitWarning: always(false),
  validationFailureAction: always('Audit'),
};
const RULE = { skipBackgroundRequests: always(true) };
const VALIDATION = { allowExistingViolations: always(true) };
const IMAGES = {
  mutateDigest: always(true),
  verifyDigest: always(true),
  required: always(true),
  useCache: always(true),
};

/** What Kyverno fills in where its definitions name no default themselves, as those of older releases. */
export const KYVERNO_DEFAULTS: DefaultTable['types'] = Object.fromEntries(
  ['ClusterPolicy', 'Policy'].flatMap((kind) => {
    const spec = `io.kyverno.v1.${kind}.spec`;
    return [
      [spec, SPEC],
      [`${spec}.rules`, RULE],
      [`${spec}.rules.validate`, VALIDATION],
      [`${spec}.rules.verifyImages`, IMAGES],
      [`${spec}.rules.context.apiCall`, { method: always('GET') }],
    ];
  }),
);
