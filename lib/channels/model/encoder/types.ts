/** Turns texts into vectors whose cosine says how alike they read. Vectors of different encoders are never compared. */
export interface Encoder {
  /** Model name and SHA-256 of its weights; stored with every baseline and every vector. */
  readonly id: string;
  /**
   * Encodes `texts`, equal ones once.
   *
   * @returns one vector a text, in order: unit length, every component finite. Equal texts share one array.
   * @throws the reason of `signal` when it is aborted; TidemarkError `misconfigured` when the encoder cannot be used
   *   on this installation, `unavailable` when it is too busy or keeps failing.
   */
  encode(texts: readonly string[], signal?: AbortSignal): Promise<Float32Array[]>;
}
