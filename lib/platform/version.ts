import manifest from '../../package.json' with { type: 'json' };

/** Version of this Tidemark, as released. */
export const VERSION: string = manifest.version;
