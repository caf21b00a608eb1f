import type { RunPromptEvidence } from '#lib/contract/runs.ts';
import styles from './run.module.css';

/** What the model was asked, folded away until wanted. */
export function PromptMessages({ messages }: { messages: RunPromptEvidence['prompt']['messages'] }) {
  return (
    <details>
      <summary>What was asked ({messages.length === 1 ? '1 message' : `${messages.length} messages`})</summary>
      <div className={styles.messages}>
        {messages.map((message, index) => {
          // Messages are frozen with the suite version: their order is their identity.
          const key = `${index}`;
          return (
            <div key={key} className={styles.message}>
              <span className={styles.role}>{message.role}</span>
              {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a long message scrolls, also by keyboard */}
              <pre className={styles.content} tabIndex={0}>
                {message.content === '' ? '(empty)' : message.content}
              </pre>
            </div>
          );
        })}
      </div>
    </details>
  );
}
