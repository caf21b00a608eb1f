import type { Json } from '../types.ts';

/** Whether a value of git is encrypted by SOPS, which marks each value by itself. */
export function isCipherText(value: Json): boolean {
  return typeof value === 'string' && value.startsWith('ENC[');
}
