import { type ChatRequest, promptHash } from './chat-request.ts';
import { MANNERS } from './judge/manners.ts';
import { readJudgeQuestion } from './judge/question.ts';
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
  const question = settings.judges === undefined ? null : readJudgeQuestion(request.messages);
  if (settings.judges !== undefined && question !== null) {
    world.log.paid(model, hash);
    const speech = { text: MANNERS[settings.judges](question), toolCall: null };
    return { speech, servedBy: 'the demo judge', prices: settings };
  }
  const changed = hasChanged(settings, world.now());
  const random = createRandom([world.noiseSeed, model, hash, world.log.paid(model, hash)].join('\n'));
  const scripted: Omit<ScriptedPrompt, 'prompt'> = world.script.get(hash) ?? improvise(request, changed);
  const says = changed ? (scripted.after ?? scripted.says) : scripted.says;
  const speech = speak({ says, sway: scripted.sway }, settings.noise, random);
  return { speech, servedBy: changed ? 'after the change' : 'before the change', prices: settings };
}
