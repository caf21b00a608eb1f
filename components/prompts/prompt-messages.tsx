import styles from './prompts.module.css';

interface PromptMessagesProps {
  messages: readonly { role: string; content: string }[];
}

/** What the model is asked, message by message. */
export function PromptMessages({ messages }: PromptMessagesProps) {
  return (
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
  );
}
