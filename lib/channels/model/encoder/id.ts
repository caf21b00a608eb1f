/** SHA-256 over the model's files in the order they are read: graph, weight shards, vocabulary (model-embeddings-en 0.2.0). */
export const WEIGHTS_SHA256 = '4c6db373cea2356e6cf528d8ab5a981c2d1a59578113f416968b01dd117cc7d5';

/** Changes with every change of `encoderWindow` or of the choice of tokens: it changes vectors as other weights would. */
const WINDOW_VERSION = 1;

/** Universal Sentence Encoder Lite, English. */
export const ENCODER_ID = `universal-sentence-encoder-lite-en/${WINDOW_VERSION}@sha256:${WEIGHTS_SHA256}`;

/** Components of a vector. */
export const DIMENSIONS = 512;
