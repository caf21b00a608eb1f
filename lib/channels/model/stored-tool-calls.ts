import { z } from 'zod';
import type { ToolCall } from './types.ts';

const storedToolCalls = z.array(z.object({ name: z.string(), argumentsJson: z.string() }));

/** Tool calls of an answer as `sample.tool_calls` holds them; none where it is null. */
export function toolCallsOf(stored: unknown): ToolCall[] {
  return storedToolCalls.parse(stored ?? []).map((call) => ({ name: call.name, arguments: call.argumentsJson }));
}
