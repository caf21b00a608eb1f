import { z } from 'zod';

const jsonObject = z.record(z.string(), z.json());

/** A file of flags without its flags. flagd reads no file that has an empty shared rule. */
export const fileShape = z.object({
  flags: z.unknown(),
  metadata: jsonObject.nullish(),
  $evaluators: jsonObject
    .check(({ value, issues }) => {
      for (const [name, rule] of Object.entries(value)) {
        if (JSON.stringify(rule).length > 2) continue;
        issues.push({
          code: 'custom',
          input: rule,
          path: [name],
          message: 'must be a rule: flagd refuses an empty one',
        });
      }
    })
    .nullish(),
});

/** What flagd's schema asks of a flag, as far as it decides what flagd serves; keys that it does not know are passed over. */
const flagShape = z
  .object({
    state: z.enum(['ENABLED', 'DISABLED']),
    defaultVariant: z.string().nullish(),
    variants: jsonObject.refine((variants) => Object.keys(variants).length > 0, 'must have at least one variant'),
    targeting: z.json().optional(),
    metadata: jsonObject.nullish(),
  })
  .check(({ value, issues }) => {
    const { defaultVariant: name, variants } = value;
    if (name === undefined || name === null || name === '' || Object.hasOwn(variants, name)) return;
    const message = `must be one of its variants (${Object.keys(variants).join(', ').slice(0, 200)}): flagd refuses the whole file`;
    issues.push({ code: 'custom', input: name, path: ['defaultVariant'], message });
  });

/** Flags by their keys. */
export const flagMapShape = z.record(z.string().min(1), flagShape);

/** Flags in a list, each with its key. */
export const flagListShape = z.array(flagShape.extend({ key: z.string().min(1) }));
