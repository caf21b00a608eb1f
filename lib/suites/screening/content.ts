import { z } from 'zod';
import { promptScreening, proposedPrompt } from '#lib/contract/proposals.ts';
import { promptSpec } from '../format.ts';

const contentPrompt = z.object({
  spec: promptSpec,
  change: proposedPrompt.shape.change,
  /** Null where nobody asked it several times. */
  screening: promptScreening.nullable(),
  reason: z.string(),
});

/** `suite_proposal.content`. */
export const proposalContent = z.object({
  /** The version it was made against. */
  baseVersionId: z.int(),
  repetitions: z.int(),
  warnings: z.array(z.string()),
  /** Those of the proposed version first, in its order. */
  prompts: z.array(contentPrompt),
});

export type ContentPrompt = z.infer<typeof contentPrompt>;
export type ProposalContent = z.infer<typeof proposalContent>;

/** The prompts of the proposed version, in order. */
export function promptsOf({ prompts }: Pick<ProposalContent, 'prompts'>): ContentPrompt[] {
  return prompts.filter(({ change }) => change === 'kept' || change === 'added');
}
