import { hashAnswer } from '../canonicalise.ts';
import type { ComparableAnswer, Pair } from './pairs.ts';

/** Two answers whose outcome nobody would argue about. */
export interface Trial extends Pick<Pair, 'task' | 'older' | 'newer'> {
  title: string;
  differs: boolean;
}

const TASK = [{ role: 'user' as const, content: 'What is the capital of Australia? Answer in one sentence.' }];

/** What a judge must get right before it is worth its money. */
export const TRIALS: readonly Trial[] = [
  {
    title: 'The same in other words',
    differs: false,
    task: TASK,
    older: says('The capital of Australia is the city of Canberra.'),
    newer: says('The city of Canberra is the capital of Australia.'),
  },
  {
    title: 'Another answer',
    differs: true,
    task: TASK,
    older: says('The capital of Australia is the city of Canberra.'),
    newer: says('I would rather not answer that; please look it up yourself in an atlas.'),
  },
];

function says(output: string): ComparableAnswer {
  return { output, toolCalls: [], canonicalHash: hashAnswer({ output, toolCalls: [] }).canonicalHash };
}
