import type { RedactedKind } from './types.ts';

/** A kind whose occurrences one regular expression finds; `$1`, where there is one, stays in front. */
export interface Pattern {
  kind: RedactedKind;
  pattern: RegExp;
}

/**
 * Every repetition is bounded, or begins where a word begins and takes the characters that words are made of: so that no
 * text makes a search take more than linear time.
 */
export const SECRET_PATTERNS: readonly Pattern[] = [
  // A key without its end was cut off; the rest of the text belongs to it.
  {
    kind: 'private key',
    pattern: /()-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----[\s\S]*?(?:-----END [A-Z0-9 ]{0,40}-----|$)/g,
  },
  {
    kind: 'signed token',
    pattern: /()(?<![\w-])eyJ[\w-]{6,}\.[\w-]{6,}\.[\w-]*/g,
  },
  // GitHub, GitLab, Slack, npm, PyPI, Hugging Face, DigitalOcean, Shopify, Stripe, OpenAI, Anthropic, Langfuse and alike.
  {
    kind: 'API key',
    pattern:
      /()(?<![\w-])(?:gh[pousr]_|github_pat_|glpat-|glrt-|xox[abeoprs]-|xapp-|npm_|pypi-|hf_|dop_v1_|shp(?:at|ca|pa|ss)_|(?:sk|rk|pk)_(?:live|test)_|whsec_|sk-|pk-lf-|gsk_|r8_|lin_api_|tskey-|dckr_pat_|sntrys_|hvs\.)[\w-]{12,}/g,
  },
  // Google, Amazon, SendGrid.
  { kind: 'API key', pattern: /()(?<![\w-])AIza[\w-]{35}(?![\w-])/g },
  { kind: 'API key', pattern: /()(?<![\w-])(?:AKIA|ASIA|AGPA|AIDA|AROA)[A-Z2-7]{16}(?![\w-])/g },
  { kind: 'API key', pattern: /()(?<![\w-])SG\.[\w-]{16,64}\.[\w-]{16,64}/g },
  { kind: 'API key', pattern: /()(?<![\w-])ya29\.[\w-]{20,}/g },
  { kind: 'bearer token', pattern: /\b((?:bearer|basic)\s{1,4})(?=[^\s]{0,200}[\d=])[\w.~+/-]{8,}=*/gi },
  // User and password in an address.
  { kind: 'password', pattern: /(?<![a-z0-9+.-])([a-z][a-z0-9+.-]{1,20}:\/\/)[^\s/@:]{0,100}:[^\s/@]{1,200}(?=@)/gi },
  // Parameters of an address that let its holder in.
  {
    kind: 'password',
    pattern:
      /([?&#](?:token|sig|signature|code|key|jwt|sid|session(?:_?id)?)=)(?=[^\s&#"'<>]{0,200}\d)[^\s&#"'<>[\]]{8,}/gi,
  },
  {
    kind: 'password',
    pattern:
      /(?<![a-z0-9])((?:[a-z]{1,20}[_-])?(?:password|passwd|pwd|passphrase|secret|api[_-]?key|access[_-]?key|secret[_-]?key|access[_-]?token|auth[_-]?token|client[_-]?secret|account[_-]?key)["']?\s{0,4}[:=]\s{0,4}["']?)(?=[^\s"',;&]{0,200}[\d!@#$%^*+/])[^\s"',;&[\]]{6,}/gi,
  },
];

export const PERSONAL_PATTERNS: readonly Pattern[] = [
  {
    kind: 'e-mail',
    pattern:
      /()(?<![\p{L}\p{N}._%+'-])[\p{L}\p{N}._%+'-]{1,64}@(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,62})\.){1,8}\p{L}[\p{L}\p{N}-]{1,62}/gu,
  },
  // International, with + or 00.
  {
    kind: 'phone number',
    pattern: /()(?<![\w.+/-])(?:\+|00)[1-9]\d{0,2}(?:[ .()/-]{0,2}\d){6,13}(?![\w])/g,
  },
  // National with a leading 0, and the North American way.
  { kind: 'phone number', pattern: /()(?<![\w.+/-])\(?0\d{2,5}\)?[ /-]{1,2}\d{3,4}[ -]?\d{3,6}(?![\w])/g },
  { kind: 'phone number', pattern: /()(?<![\w.+/-])(?:\(\d{3}\) ?|\d{3}[.-])\d{3}[.-]\d{4}(?![\w-])/g },
];

/** Names of fields whose whole text is a secret. */
export const SECRET_FIELD =
  /^(?:[a-z]{1,20}[_-]){0,2}(?:password|passwd|pwd|passphrase|secret|api[_-]?key|secret[_-]?key|access[_-]?token|refresh[_-]?token|auth[_-]?token|client[_-]?secret|private[_-]?key|authorization|cookie|set-cookie)$/i;
