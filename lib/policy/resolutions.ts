import type { Channel } from '#lib/contract/common.ts';
import type { Resolution } from '#lib/contract/incidents.ts';
import { RESOLUTION_LABEL } from './labels.ts';

export interface ResolutionChoice {
  value: Resolution;
  label: string;
  meaning: string;
}

const OF_ANSWERS = plain(['provider_change', 'intended_change', 'fixed', 'false_alarm', 'duplicate']);
const DUPLICATE = plain(['duplicate']);

const NOTHING_CHANGED = 'Nothing that matters had changed; counts towards the false-alarm rate.';

/** Reasons to close an incident, by what drifted, with what they mean there; the likeliest first. */
const CHOICES: Record<Channel, readonly ResolutionChoice[]> = {
  model: OF_ANSWERS,
  prompt: OF_ANSWERS,
  code: [
    choice('fixed', 'The cluster is as git says again, and it is known who changed it and why.'),
    choice('intended_change', 'It was changed on purpose; git, or an ignore rule, says so now.'),
    choice('false_alarm', NOTHING_CHANGED),
    ...DUPLICATE,
  ],
  config: [
    choice('fixed', 'What runs is as git says again, and it is known who changed it and why.'),
    choice('intended_change', 'It was changed on purpose; git has it now, or an ignore rule says so.'),
    choice('false_alarm', NOTHING_CHANGED),
    ...DUPLICATE,
  ],
};

/** What closing an incident of a channel can be given as reason. */
export function resolutionChoices(channel: Channel): readonly ResolutionChoice[] {
  return CHOICES[channel];
}

function plain(values: readonly Resolution[]): ResolutionChoice[] {
  return values.map((value) => choice(value, RESOLUTION_LABEL[value].meaning));
}

function choice(value: Resolution, meaning: string): ResolutionChoice {
  return { value, label: RESOLUTION_LABEL[value].label, meaning };
}
