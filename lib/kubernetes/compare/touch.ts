import type { Json } from '../types.ts';
import { type Path, pathText } from './path.ts';
import type { Finding } from './types.ts';

/** Tells where findings lie. */
export interface Touch {
  /** Whether a finding speaks of the place itself or of the whole that it belongs to. */
  covers(path: Path | null): boolean;
  /** Whether a finding speaks of the place or of something below it. */
  isAtOrBelow(path: Path | null): boolean;
  /** The cluster's value as the finding of just this place shows it; undefined where it shows none. */
  liveAt(path: Path | null): Json | undefined;
}

/** Looks findings up by place. */
export function createTouch(findings: readonly Finding[]): Touch {
  const at = new Set(findings.map(({ path }) => path));
  const shown = findings.flatMap(({ path, live }): [string, Json][] =>
    live !== undefined && 'shown' in live ? [[path, live.shown]] : [],
  );
  const liveAt = new Map(shown);
  const above = new Set([...at].flatMap(prefixesOf));
  return {
    covers: (path) => {
      const text = pathText(path);
      return at.has(text) || prefixesOf(text).some((prefix) => prefix !== '' && at.has(prefix));
    },
    isAtOrBelow: (path) => {
      const text = pathText(path);
      return at.has(text) || above.has(text);
    },
    liveAt: (path) => liveAt.get(pathText(path)),
  };
}

/** The places above one, as texts; a bracket or dot within quotes makes further ones that name nothing. */
function prefixesOf(path: string): string[] {
  return [...path.matchAll(/[.[]/g)].map(({ index }) => path.slice(0, index)).concat('');
}
