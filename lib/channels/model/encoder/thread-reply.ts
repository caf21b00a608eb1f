import type { ErrorCode } from '#lib/platform/errors.ts';

/** What the encoder's thread answers to one window. */
export type ThreadReply =
  | { kind: 'vector'; vector: Float32Array }
  | { kind: 'failed'; code: ErrorCode; message: string };
