'use client';

import { Button, Textarea } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import styles from './comment-form.module.css';

interface CommentFormProps {
  pending: boolean;
  /** Why the last try failed; what was written stays. */
  error: string | undefined;
  onComment: (body: string, written: () => void) => void;
}

/** Adds a comment to the timeline. Control or ⌘ with Enter sends it. */
export function CommentForm({ pending, error, onComment }: CommentFormProps) {
  const [body, setBody] = useState('');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (body.trim() !== '') onComment(body, () => setBody(''));
  };
  return (
    <form onSubmit={submit} className={styles.form}>
      <Textarea
        aria-label="Comment"
        placeholder="What did you see, what did you try?"
        autosize
        minRows={2}
        maxRows={12}
        maxLength={10_000}
        value={body}
        error={error}
        onChange={(event) => setBody(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.metaKey || event.ctrlKey)) submit(event);
        }}
      />
      <Button type="submit" variant="default" loading={pending} disabled={body.trim() === ''}>
        Comment
      </Button>
    </form>
  );
}
