import { z } from 'zod';
import { TidemarkError } from '#lib/platform/errors.ts';

const optionalPath = z.string().optional();

const schema = z.object({
  /** 0 takes any free port. */
  DEMO_GATEWAY_PORT: z.coerce.number().int().min(0).max(65535).default(0),
  /** File that keeps changes of behaviour and settings over restarts. */
  DEMO_GATEWAY_STATE: optionalPath,
  DEMO_GATEWAY_KEY: z.string().min(1).default('sk-demo'),
  /** Milliseconds each answer takes. */
  DEMO_GATEWAY_LATENCY_MS: z.coerce.number().int().nonnegative().default(150),
  /** Seed of the scripted models' noise; the UTC day of the start where not given. */
  DEMO_GATEWAY_SEED: z.string().min(1).optional(),
  DEMO_REPLAY_ANSWERS: optionalPath,
  DEMO_REPLAY_PROMPTS: optionalPath,
});

const checkedSchema = schema.refine(
  ({ DEMO_REPLAY_ANSWERS, DEMO_REPLAY_PROMPTS }) =>
    (DEMO_REPLAY_ANSWERS === undefined) === (DEMO_REPLAY_PROMPTS === undefined),
  { path: ['DEMO_REPLAY_ANSWERS'], message: 'and DEMO_REPLAY_PROMPTS must be given together' },
);

type DemoEnv = z.infer<typeof schema>;

/**
 * Reads and checks the demo gateway's own variables.
 *
 * @throws TidemarkError `misconfigured`, naming each variable that does not fit.
 */
export function readDemoEnv(source: Record<string, string | undefined> = process.env): DemoEnv {
  const present = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ''));
  const parsed = checkedSchema.safeParse(present);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`);
  throw new TidemarkError('misconfigured', `Demo gateway: ${problems.join('; ')}`);
}
