import type { AgentScript } from './agent/load.ts';
import type { ModelFaults } from './faults/model-faults.ts';
import type { ModelShelf } from './model-shelf.ts';
import type { ReplayDeck } from './replay/deck.ts';
import type { RequestLog } from './request-log.ts';
import type { Script } from './script/load.ts';

/** Everything a handler of the demo gateway works with. */
export interface DemoWorld {
  dialect: 'litellm' | 'openai';
  models: ModelShelf;
  script: Script;
  agent: readonly AgentScript[];
  replay: ReplayDeck | null;
  faults: ModelFaults;
  log: RequestLog;
  /** Milliseconds each answer takes. */
  latencyMs: number;
  noiseSeed: string;
  /** A fresh number for each answer of this gateway. */
  nextCallId: () => string;
  now: () => Date;
  /** Fires when the gateway closes, so that slow answers do not hold it up. */
  closing: AbortSignal;
}
