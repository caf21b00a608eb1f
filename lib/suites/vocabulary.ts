/** What a prompt probes. A canary suite covers all five. */
export const CATEGORIES = ['structure', 'refusal', 'reasoning', 'tool-use', 'edge-case'] as const;

/** `short`: a forced choice of a few tokens, repeated often; `behaviour`: a longer answer, asked once a night. */
export const STRATA = ['short', 'behaviour'] as const;

export type Category = (typeof CATEGORIES)[number];
export type Stratum = (typeof STRATA)[number];
