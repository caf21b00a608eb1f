/** One turn of a traced conversation, as it is read by a person. */
export interface Turn {
  role: string;
  text: string;
  /** Tools it called: `find_order {"orderId":"42"}`. */
  calls: readonly string[];
}

/** The chat messages that a traced text holds, alone, in a list or in an object; null where it is no conversation. */
export function turnsOf(text: string): Turn[] | null {
  const value = readJson(text);
  const list = isRecord(value) && Array.isArray(value.messages) ? value.messages : value;
  const turns = (Array.isArray(list) ? list : [list]).map(turnOf);
  return turns.length > 0 && turns.every((turn) => turn !== null) ? turns : null;
}

/** What was answered: the text of the last turn, or the tools it called where it said nothing; empty for nothing. */
export function answerOf(text: string): string {
  const turn = turnsOf(text)?.at(-1);
  if (turn !== undefined) return turn.text === '' ? turn.calls.join('\n') : turn.text;
  const value = readJson(text);
  if (value === null) return '';
  return typeof value === 'string' ? value : indented(text);
}

/** A text that is JSON with a line for each part; any other as it is. */
export function indented(text: string): string {
  const value = readJson(text);
  if (typeof value !== 'object' || value === null) return text;
  return written(value, 2);
}

function turnOf(value: unknown): Turn | null {
  if (!isRecord(value) || typeof value.role !== 'string') return null;
  const calls = Array.isArray(value.tool_calls) ? value.tool_calls.map(callOf) : [];
  return { role: value.role, text: contentOf(value.content), calls };
}

function contentOf(content: unknown): string {
  if (content === undefined || content === null) return '';
  if (Array.isArray(content)) return content.map(partOf).join('\n');
  return typeof content === 'string' ? content : written(content, 2);
}

function partOf(part: unknown): string {
  if (typeof part === 'string') return part;
  return isRecord(part) && typeof part.text === 'string' ? part.text : written(part);
}

function callOf(call: unknown): string {
  if (!isRecord(call) || !isRecord(call.function)) return written(call);
  const { name, arguments: given } = call.function;
  return `${String(name)} ${typeof given === 'string' ? given : written(given ?? {})}`;
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** A value that nests too deep to be written is named as such. */
function written(value: unknown, indent?: number): string {
  try {
    return JSON.stringify(value, null, indent) ?? '';
  } catch {
    return '…';
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
