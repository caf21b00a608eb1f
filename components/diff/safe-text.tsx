import classes from './diff.module.css';
import { glyphs } from './symbols.ts';

/** Text from outside as text nodes only, with symbols for what cannot be seen. */
export function SafeText({ text, whitespace }: { text: string; whitespace: boolean }) {
  return glyphs(text, { whitespace }).map((glyph, index) => {
    const key = `${index}`;
    if (glyph.kind === 'text') return <span key={key}>{glyph.text}</span>;
    return (
      <span key={key} className={classes[glyph.kind]} title={glyph.title}>
        {glyph.text}
      </span>
    );
  });
}
