'use client';

import Link from 'next/link';
import type { MouseEvent } from 'react';
import styles from './prompts.module.css';

interface PromptLinkProps {
  promptId: number;
  name: string;
  onOpen: (promptId: number) => void;
  /** Stands in a line of text; the row around it leads elsewhere, or nowhere. */
  inText?: boolean;
}

/** Opens a prompt over the page it stands on; a new tab gets the same by its address. */
export function PromptLink({ promptId, name, onOpen, inText = false }: PromptLinkProps) {
  const open = (event: MouseEvent) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    onOpen(promptId);
  };
  return (
    <Link
      href={`?prompt=${promptId}`}
      className={inText ? undefined : styles.link}
      data-row-link={inText ? undefined : true}
      prefetch={false}
      onClick={open}
    >
      {name}
    </Link>
  );
}
