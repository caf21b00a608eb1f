import type { ReactNode } from 'react';
import styles from './page-header.module.css';

interface PageHeaderProps {
  /** The subject of the page's question. */
  title: ReactNode;
  /** Links to the pages above. */
  trail?: ReactNode;
  /** Badges right of the title. */
  marks?: ReactNode;
  /** The answer, in a sentence. */
  answer?: ReactNode;
  actions?: ReactNode;
}

/** Title, answer and actions of a page; the one `h1`. */
export function PageHeader({ title, trail, marks, answer, actions }: PageHeaderProps) {
  return (
    <header className={styles.header}>
      <div className={styles.text}>
        {trail && (
          <nav aria-label="Breadcrumb" className={styles.trail}>
            {trail}
          </nav>
        )}
        <div className={styles.title}>
          <h1>{title}</h1>
          {marks}
        </div>
        {answer && <p className={styles.answer}>{answer}</p>}
      </div>
      {actions && <div className={styles.actions}>{actions}</div>}
    </header>
  );
}
