const MAX_DETAIL_CHARS = 500;

/**
 * Makes a foreign message safe to store and show: keys blanked (LiteLLM and OpenAI echo parts of a refused key, LiteLLM
 * also its hash), one line, at most 500 characters.
 */
export function redactDetail(message: string, apiKey: string | null): string {
  const withoutKey = apiKey === null || apiKey.length < 4 ? message : message.replaceAll(apiKey, '[key]');
  const safe = withoutKey
    .replace(/\bsk-[\w*.-]+/g, '[key]')
    .replace(/\bBearer\s+[\w*.~+/-]+=*/gi, 'Bearer [key]')
    .replace(/\b[0-9a-f]{32,}\b/gi, '[hash]')
    .replace(/\s+/g, ' ')
    .trim();
  return safe.length <= MAX_DETAIL_CHARS ? safe : `${safe.slice(0, MAX_DETAIL_CHARS - 1)}…`;
}
