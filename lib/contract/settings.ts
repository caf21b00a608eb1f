import { z } from 'zod';

/** One configuration value in effect. Secrets show only whether they are set. */
export const settingView = z.object({
  name: z.string(),
  /** Null: not set, or a secret. */
  value: z.string().nullable(),
  isSet: z.boolean(),
  secret: z.boolean(),
  /** `environment`: given from outside; `default`: Tidemark's own. */
  source: z.enum(['environment', 'default']),
  meaning: z.string(),
});

/** One number the detectors judge by. */
export const thresholdView = z.object({
  name: z.string(),
  value: z.number(),
  unit: z.string(),
  meaning: z.string(),
});

export const settingsView = z.object({
  version: z.string(),
  settings: z.array(settingView),
  thresholds: z.array(thresholdView),
});

export type ThresholdView = z.infer<typeof thresholdView>;
export type SettingView = z.infer<typeof settingView>;
export type SettingsView = z.infer<typeof settingsView>;
