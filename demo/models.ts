import { z } from 'zod';
import { type JudgeManner, MANNERS } from './judge/manners.ts';

export interface ModelSettings {
  description: string;
  /** Chance, 0 to 1, that the model words any one phrase differently from its usual way. */
  noise: number;
  /** When its behaviour changes (ISO 8601); null is never. */
  changesAt: string | null;
  inputUsdPerMillion: number;
  outputUsdPerMillion: number;
  /** How it answers a question to a judge; left out for a model that is none. */
  judges?: JudgeManner;
  /** Whether it does the golden tasks of the sample suite, by the rules of its system prompt. */
  isAgent?: true;
}

const PRICES = { inputUsdPerMillion: 0.15, outputUsdPerMillion: 0.6 };

/** The scripted models on offer. */
export const SCRIPTED_MODELS: Record<string, ModelSettings> = {
  'demo-steady': { description: 'Demo model that hardly varies.', noise: 0.02, changesAt: null, ...PRICES },
  'demo-noisy': {
    description: 'Demo model that words nearly every answer anew, yet never changes.',
    noise: 0.5,
    changesAt: null,
    ...PRICES,
  },
  'demo-shifting': {
    description: 'Demo model that answers like demo-steady until its behaviour changes on a set date.',
    noise: 0.02,
    changesAt: null,
    ...PRICES,
  },
  'demo-agent': {
    description: 'Demo agent that does the sample golden tasks, as far as its system prompt has the rules for them.',
    noise: 0,
    changesAt: null,
    isAgent: true,
    ...PRICES,
  },
  'demo-judge': demoJudge('Demo judge that compares answers by their words.', 'fair'),
  ...Object.fromEntries(
    faultyManners().map((manner) => [`demo-judge-${manner}`, demoJudge(`Demo judge with a fault: ${manner}.`, manner)]),
  ),
};

function faultyManners(): JudgeManner[] {
  return (Object.keys(MANNERS) as JudgeManner[]).filter((manner) => manner !== 'fair');
}

function demoJudge(description: string, judges: JudgeManner): ModelSettings {
  return { description, noise: 0, changesAt: null, ...PRICES, judges };
}

/** What is kept of the settings over a restart. */
export const savedSettingsSchema = z.record(
  z.string(),
  z.object({ noise: z.number().min(0).max(1), changesAt: z.iso.datetime({ offset: true }).nullable() }),
);

export type SavedSettings = z.infer<typeof savedSettingsSchema>;

/** Whether the model behaves in its new way at `now`. */
export function hasChanged({ changesAt }: Pick<ModelSettings, 'changesAt'>, now: Date): boolean {
  return changesAt !== null && now.getTime() >= Date.parse(changesAt);
}
