import type { Tone } from './tones.ts';

/** Severities from the most to the least urgent. */
export const SEVERITIES = ['P0', 'P1', 'P2', 'P3'] as const;

export type Severity = (typeof SEVERITIES)[number];

export interface SeverityRule {
  severity: Severity;
  /** Shown on the incident as the rule that decided. */
  rule: string;
}

/** The one table that says how urgent each kind of drift is. */
export const SEVERITY_RULES = {
  prompt_regression: {
    severity: 'P2',
    rule: 'Prompt regression: a golden task that passed fails on the main branch',
  },
  access_drift: { severity: 'P0', rule: 'Drift of RBAC or of a NetworkPolicy: who may do or reach what has changed' },
  policy_drift_t3: { severity: 'P0', rule: 'Kyverno policy of T3 is not the one that git has' },
  policy_drift: { severity: 'P1', rule: 'Kyverno policy is not the one that git has' },
  t3_drift: { severity: 'P1', rule: 'Drift in a T3 namespace' },
  flag_drift: { severity: 'P2', rule: 'Feature flag is not the one that git has' },
  repeated_drift: { severity: 'P3', rule: 'The same resource drifts again and again within 24 h' },
  model_drift: { severity: 'P2', rule: 'Model drift: a signal is over its threshold and over its noise' },
} as const satisfies Record<string, SeverityRule>;

/** How each severity looks everywhere; colour is never the only mark. Shades are in tones.ts. */
export const SEVERITY_STYLE: Record<Severity, { tone: Tone; meaning: string }> = {
  P0: { tone: 'red', meaning: 'Security-critical: act now' },
  P1: { tone: 'orange', meaning: 'Possible compromise or outage: act within the hour' },
  P2: { tone: 'amber', meaning: 'Behaviour changed: look today' },
  P3: { tone: 'blue', meaning: 'Unusual: look this week' },
};
