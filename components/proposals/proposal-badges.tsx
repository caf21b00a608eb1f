import {
  type Icon,
  IconArrowBarToRight,
  IconArrowsSplit2,
  IconCheck,
  IconCircleDashed,
  IconCircleDot,
  IconEqual,
  IconMinus,
  IconPlus,
  IconWaveSine,
  IconX,
} from '@tabler/icons-react';
import { ToneBadge } from '#components/ui/tone-badge.tsx';
import type { PromptKind, ProposalState, ProposedPrompt } from '#lib/contract/proposals.ts';
import { PROMPT_CHANGE_LABEL, PROMPT_KIND_LABEL, PROPOSAL_STATE_LABEL } from '#lib/policy/labels.ts';

const STATE_SHAPE: Record<ProposalState, Icon> = { open: IconCircleDot, accepted: IconCheck, rejected: IconX };

const KIND_SHAPE: Record<PromptKind, Icon> = {
  border: IconArrowsSplit2,
  stable: IconEqual,
  noisy: IconWaveSine,
  unmeasured: IconCircleDashed,
};

const CHANGE_SHAPE: Record<ProposedPrompt['change'], Icon> = {
  kept: IconEqual,
  added: IconPlus,
  removed: IconMinus,
  passed_over: IconArrowBarToRight,
};

/** Whether a proposal still waits. */
export function ProposalStateBadge({ state }: { state: ProposalState }) {
  return <ToneBadge icon={STATE_SHAPE[state]} {...PROPOSAL_STATE_LABEL[state]} />;
}

/** How a prompt behaves when it is asked several times. */
export function PromptKindBadge({ kind }: { kind: PromptKind }) {
  return <ToneBadge icon={KIND_SHAPE[kind]} {...PROMPT_KIND_LABEL[kind]} />;
}

/** What a proposal does with a prompt. */
export function PromptChangeBadge({ change }: { change: ProposedPrompt['change'] }) {
  return <ToneBadge icon={CHANGE_SHAPE[change]} {...PROMPT_CHANGE_LABEL[change]} />;
}
