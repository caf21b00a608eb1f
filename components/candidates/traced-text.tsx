import { SafeText } from '#components/diff/safe-text.tsx';
import styles from './candidates.module.css';
import { indented, turnsOf } from './turns.ts';

interface TracedTextProps {
  title: string;
  text: string;
  /** Said where there is no text. */
  empty: string;
}

/** A text of a trace, turn by turn where it is a conversation; drawn as text only. */
export function TracedText({ title, text, empty }: TracedTextProps) {
  const turns = turnsOf(text);
  return (
    <div className={styles.traced}>
      <h3 className={styles.heading}>{title}</h3>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a long text scrolls, also by keyboard */}
      <section className={styles.text} tabIndex={0} aria-label={title} dir="auto">
        {turns === null ? (
          <SafeText text={text === '' ? empty : indented(text)} whitespace={false} />
        ) : (
          turns.map(({ role, text: said, calls }, index) => {
            // Turns never change: their order is their identity.
            const key = `${index}`;
            return (
              <div key={key} className={styles.turn}>
                <span className={styles.role}>{role}</span>
                {said !== '' && <SafeText text={said} whitespace={false} />}
                {calls.length > 0 && (
                  <div>
                    <SafeText text={calls.map((call) => `→ ${call}`).join('\n')} whitespace={false} />
                  </div>
                )}
              </div>
            );
          })
        )}
      </section>
      {turns !== null && (
        <details className={styles.recorded}>
          <summary>As recorded</summary>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a long text scrolls, also by keyboard */}
          <section className={styles.text} tabIndex={0} aria-label={`${title}, as recorded`} dir="auto">
            <SafeText text={indented(text)} whitespace={false} />
          </section>
        </details>
      )}
    </div>
  );
}
