/** Files of one commit that are written out; a larger repository names a smaller path or a `.sourceignore`. */
export const MAX_TREE_FILES = 50_000;

/** Bytes of all files of one commit that are written out. */
export const MAX_TREE_BYTES = 256_000_000;

/** Largest file of a commit that is written out, in bytes. */
export const MAX_FILE_BYTES = 16_000_000;

/** Bytes of file contents that are read from git at a time. */
export const BLOB_BATCH_BYTES = 16_000_000;

/** Deepest nesting of a manifest; a custom resource definition needs about forty levels. */
export const MAX_DEPTH = 120;

/** Values that one file may hold once its aliases are written out; a few lines can otherwise stand for billions. */
export const MAX_VALUES = 500_000;

/** Milliseconds that one build by kustomize or helm may take. */
export const BUILD_TIMEOUT_MS = 60_000;

/** Bytes that one build may write. */
export const MAX_BUILD_BYTES = 128_000_000;

/** Characters of a program's own words that a message quotes. */
export const MAX_QUOTED_CHARS = 600;

/** Bytes of one object after substitution of its variables. */
export const MAX_SUBSTITUTED_CHARS = 16_000_000;

/** Bytes that a Helm release may unpack to; Helm keeps a release in one object, which etcd bounds to 1.5 MB packed. */
export const MAX_RELEASE_BYTES = 64_000_000;

/** Largest body of a notification that is read, in bytes; notification-controller sends a few kilobytes. */
export const MAX_WEBHOOK_BYTES = 262_144;
