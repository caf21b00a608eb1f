import { SafeText } from '#components/diff/safe-text.tsx';
import styles from './candidates.module.css';

interface PlainTextProps {
  title: string;
  text: string;
  /** Said where there is no text. */
  empty: string;
}

/** A long text from outside, drawn as text only. */
export function PlainText({ title, text, empty }: PlainTextProps) {
  return (
    <div>
      <h3 className={styles.heading}>{title}</h3>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a long text scrolls, also by keyboard */}
      <section className={styles.text} tabIndex={0} aria-label={title} dir="auto">
        {text === '' ? empty : <SafeText text={text} whitespace={false} />}
      </section>
    </div>
  );
}
