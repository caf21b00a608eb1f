import { type Path, pathText } from './path.ts';
import type { Finding } from './types.ts';

/** Tells where findings lie. */
export interface Touch {
  /** Whether a finding speaks of the place itself or of the whole that it belongs to. */
  covers(path: Path | null): boolean;
  /** Whether a finding speaks of the place or of something below it. */
  isAtOrBelow(path: Path | null): boolean;
}

/** Looks findings up by place. */
export function createTouch(findings: readonly Finding[]): Touch {
  const at = new Set(findings.map(({ path }) => path));
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
  };
}

/** The places above one, as texts; a bracket or dot within quotes makes further ones that name nothing. */
function prefixesOf(path: string): string[] {
  return [...path.matchAll(/[.[]/g)].map(({ index }) => path.slice(0, index)).concat('');
}
