/** What is taken out of a trace before it is stored. */
export const REDACTED_KINDS = [
  'private key',
  'signed token',
  'bearer token',
  'API key',
  'password',
  'IBAN',
  'card number',
  'e-mail',
  'phone number',
] as const;
export type RedactedKind = (typeof REDACTED_KINDS)[number];

/** How often something was taken out; never what it was. */
export type RedactionCounts = Partial<Record<RedactedKind, number>>;

export interface Redacted {
  text: string;
  counts: RedactionCounts;
}

/** What stands in the place of something taken out. */
export function placeholder(kind: RedactedKind): string {
  return `[redacted: ${kind}]`;
}
