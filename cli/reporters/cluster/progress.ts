import type { ScanProgress } from '#lib/clusters/types.ts';
import { formatCount } from '#lib/format/numbers.ts';
import type { Sink } from '../../world.ts';
import { CLEAR_LINE } from '../golden/progress.ts';

interface ScanReporter {
  onProgress: (progress: ScanProgress) => void;
  /** Takes the line away. */
  end: () => void;
}

/** Tells on a terminal how far a scan is, in one line; a log gets nothing. */
export function createScanProgress(out: Sink): ScanReporter {
  const tell = (text: string) => {
    if (out.isTTY === true) out.write(`${CLEAR_LINE}${text}`);
  };
  return {
    onProgress: ({ kinds, ofKinds, objects }) =>
      tell(`${formatCount(objects, 'object')} compared, ${kinds} of ${formatCount(ofKinds, 'kind')} done`),
    end: () => tell(''),
  };
}
