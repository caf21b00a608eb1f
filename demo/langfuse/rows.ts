import type { DemoProject, DemoScore, DemoTrace } from './project.ts';

/** What both generations say of a score. */
export function baseScore({ id, name, at }: DemoScore) {
  return {
    id,
    name,
    source: 'EVAL',
    timestamp: at.toISOString(),
    createdAt: at.toISOString(),
    updatedAt: at.toISOString(),
    environment: 'default',
  };
}

/** What both generations say of a step of a trace. */
interface DemoRow {
  id: string;
  type: 'SPAN' | 'GENERATION' | 'TOOL';
  name: string;
  startTime: string;
  endTime: string;
  isRoot: boolean;
  input: unknown;
  output: unknown;
  model: string | null;
  costUsd: number | null;
  latency: number;
}

/** A trace as its observations: the agent's span, one generation, and the tool calls. */
export function rowsOf({ id, at, input, output, model, costUsd, latencySeconds, toolCalls }: DemoTrace): DemoRow[] {
  const later = (seconds: number) => new Date(at.getTime() + seconds * 1000).toISOString();
  const whole = { startTime: later(0), endTime: later(latencySeconds), latency: latencySeconds };
  return [
    { id: `${id}-0`, type: 'SPAN', name: 'support', isRoot: true, input, output, model: null, costUsd: null, ...whole },
    { id: `${id}-1`, type: 'GENERATION', name: 'answer', isRoot: false, input, output, model, costUsd, ...whole },
    ...toolCalls.map((call, index) => ({
      id: `${id}-${index + 2}`,
      type: 'TOOL' as const,
      name: call.name,
      isRoot: false,
      input: call.arguments,
      output: call.result,
      model: null,
      costUsd: null,
      startTime: later(0.1),
      endTime: later(0.2),
      latency: 0.1,
    })),
  ];
}

/** Path of a trace in the pages of Langfuse. */
export function pathOf(project: DemoProject, { id }: DemoTrace): string {
  return `/project/${project.id}/traces/${id}`;
}
