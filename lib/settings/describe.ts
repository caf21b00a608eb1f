import type { SettingsView, SettingView } from '../contract/settings.ts';
import { type Env, env, givenInEnvironment } from '../platform/env.ts';
import { VERSION } from '../platform/version.ts';
import { THRESHOLDS } from './thresholds.ts';
import { VARIABLES } from './variables.ts';

/** The configuration in effect: every variable with where it comes from, and the numbers the detectors judge by. */
export function describeSettings(values: Env = env(), isGiven = givenInEnvironment): SettingsView {
  // Record<keyof Env, …> has exactly these keys.
  const names = Object.keys(VARIABLES) as (keyof Env)[];
  return {
    version: VERSION,
    settings: names.map((name) => settingOf(name, values[name], isGiven(name))),
    thresholds: [...THRESHOLDS],
  };
}

function settingOf(name: keyof Env, value: Env[keyof Env], given: boolean): SettingView {
  const { meaning, secret } = VARIABLES[name];
  const text = Array.isArray(value) ? value.join(', ') : String(value ?? '');
  return {
    name,
    meaning,
    secret,
    isSet: text !== '',
    value: secret || text === '' ? null : text,
    source: given ? 'environment' : 'default',
  };
}
