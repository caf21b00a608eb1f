import classes from './diff.module.css';
import { SafeText } from './safe-text.tsx';
import type { Segment } from './words.ts';

interface LineTextProps {
  segments: readonly Segment[];
  /** Which element marks words without a counterpart. */
  mark: 'del' | 'ins';
  whitespace: boolean;
  /** Whether a line break follows; drawn with the whitespace. */
  ends: boolean;
}

/** One line of model output as text nodes only, with marked words and symbols for what cannot be seen. */
export function LineText({ segments, mark, whitespace, ends }: LineTextProps) {
  return (
    <span className={classes.text} dir="auto">
      {segments.map((segment, index) => {
        // Segments are rebuilt as a whole whenever the texts change, so their order is their identity.
        const key = `${index}`;
        const Element = segment.marked ? mark : 'span';
        return (
          <Element key={key}>
            <SafeText text={segment.text} whitespace={whitespace} />
          </Element>
        );
      })}
      {whitespace && ends ? <span className={classes.space}>¶</span> : null}
    </span>
  );
}
