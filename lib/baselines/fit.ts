/** What a baseline's answers were asked with and are looked at with. */
export interface Lens {
  suiteVersionId: number;
  normaliserVersion: string;
  /** Null while nobody encodes. */
  encoderId: string | null;
  /** Null while nobody judges. */
  judgeId: string | null;
}

/**
 * Why a baseline can no longer be compared with what a check would measure now; null while it can. An encoder or a
 * judge that comes where there was none, or goes, mixes nothing: only one that replaces another ends the baseline.
 */
export function whyUnfit(baseline: Lens, now: Lens): string | null {
  if (baseline.suiteVersionId !== now.suiteVersionId) return 'the suite has another version in force';
  if (baseline.normaliserVersion !== now.normaliserVersion) {
    return `answers are normalised by ${now.normaliserVersion} instead of ${baseline.normaliserVersion}`;
  }
  if (isReplaced(baseline.encoderId, now.encoderId)) {
    return `sentences are encoded by ${now.encoderId} instead of ${baseline.encoderId}`;
  }
  if (isReplaced(baseline.judgeId, now.judgeId)) {
    return `answers are judged by ${now.judgeId} instead of ${baseline.judgeId}`;
  }
  return null;
}

function isReplaced(before: string | null, now: string | null): boolean {
  return before !== null && now !== null && before !== now;
}
