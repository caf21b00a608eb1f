import { act } from './agent/act.ts';
import { type ChatRequest, promptHash } from './chat-request.ts';
import { type JudgeManner, MANNERS } from './judge/manners.ts';
import { readJudgeQuestion } from './judge/question.ts';
import { RUBRIC_MANNERS } from './judge/rubric-manners.ts';
import { readRubricQuestion } from './judge/rubric-question.ts';
import { hasChanged } from './models.ts';
import { createRandom } from './random.ts';
import type { ScriptedPrompt } from './script/format.ts';
import { improvise } from './script/improvise.ts';
import { type Speech, speak } from './script/speak.ts';
import type { DemoWorld } from './world.ts';

const FREE = { inputUsdPerMillion: 0, outputUsdPerMillion: 0 };

/** What a model says to a request, and what it costs. */
export interface Given {
  speech: Speech;
  /** Names what served, for the fingerprint. */
  servedBy: string;
  prices: { inputUsdPerMillion: number; outputUsdPerMillion: number };
}

/** The answer of a model: from the recording it plays, else from the script. */
export function answerFor(world: DemoWorld, model: string, request: ChatRequest): Given | { problem: string } {
  const hash = promptHash(request.messages);
  const cursor = world.replay?.cursorOf(model);
  if (world.replay && cursor) {
    const played = world.replay.play(model, hash);
    if ('problem' in played) return played;
    world.log.paid(model, hash);
    return { speech: { text: played.output, toolCall: null }, servedBy: `replay of ${cursor.model}`, prices: FREE };
  }
  const settings = world.models.get(model);
  if (settings === undefined) return { problem: `no model ${model}` };
  const judged = settings.judges === undefined ? null : judgeAs(settings.judges, request);
  if (judged !== null) {
    world.log.paid(model, hash);
    return { speech: { text: judged, toolCall: null }, servedBy: 'the demo judge', prices: settings };
  }
  const done = settings.isAgent === undefined ? null : act(request, world.agent);
  if (done !== null) {
    world.log.paid(model, hash);
    const speech = speak({ says: [done], sway: 0 }, settings.noise, createRandom(hash));
    return { speech, servedBy: 'the demo agent', prices: settings };
  }
  const changed = hasChanged(settings, world.now());
  const random = createRandom([world.noiseSeed, model, hash, world.log.paid(model, hash)].join('\n'));
  const scripted: Omit<ScriptedPrompt, 'prompt'> = world.script.get(hash) ?? improvise(request, changed);
  const says = changed ? (scripted.after ?? scripted.says) : scripted.says;
  const speech = speak({ says, sway: scripted.sway }, settings.noise, random);
  return { speech, servedBy: changed ? 'after the change' : 'before the change', prices: settings };
}

/** What a judge answers; null where it is asked something else. */
function judgeAs(manner: JudgeManner, { messages }: ChatRequest): string | null {
  const pair = readJudgeQuestion(messages);
  if (pair !== null) return MANNERS[manner](pair);
  const rubric = readRubricQuestion(messages);
  return rubric === null ? null : RUBRIC_MANNERS[manner](rubric);
}
