'use client';

import { Button, Divider, PasswordInput, TextInput } from '@mantine/core';
import { IconAlertCircle } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import { ApiProblem } from '#components/api/problem.ts';
import { signInWithPassword, startSingleSignOn } from '#components/api/sign-in.ts';
import { Logo } from '#components/shell/logo.tsx';
import { Notice } from '#components/ui/notice.tsx';
import styles from './sign-in-form.module.css';

interface SignInFormProps {
  /** Path to go to afterwards. */
  next: string;
  /** Name of the single sign-on provider; null where none is set up. */
  singleSignOn: string | null;
  /** Nobody has signed in yet: say where the first password is. */
  isFirstStart: boolean;
  /** Why a single sign-on came back without success. */
  message: string | null;
}

/** Sign-in with a local account or through single sign-on. */
export function SignInForm({ next, singleSignOn, isFirstStart, message }: SignInFormProps) {
  const [failure, setFailure] = useState(message);
  const [pending, setPending] = useState<'password' | 'single' | null>(null);

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const fields = new FormData(event.currentTarget);
    setPending('password');
    setFailure(null);
    const outcome = await signInWithPassword({ email: text(fields, 'email'), password: text(fields, 'password') });
    if (outcome.ok) return window.location.assign(next);
    setFailure(outcome.message);
    setPending(null);
  };
  const leave = async () => {
    setPending('single');
    setFailure(null);
    try {
      await startSingleSignOn(next);
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error;
      setFailure(error.message);
      setPending(null);
    }
  };

  return (
    <main className={styles.page}>
      <div className={styles.card}>
        <div className={styles.brand}>
          <Logo size={32} />
          <h1>Sign in to Tidemark</h1>
        </div>
        {failure && (
          <Notice tone="red" icon={IconAlertCircle} role="alert">
            {failure}
          </Notice>
        )}
        {isFirstStart && (
          <p className={styles.hint}>
            First start: the terminal that ran <code>npm start</code> shows the admin’s address and password.
          </p>
        )}
        <form onSubmit={(event) => void submit(event)} className={styles.form}>
          <TextInput
            label="E-mail address"
            name="email"
            type="email"
            autoComplete="username"
            required
            withAsterisk={false}
            autoFocus
          />
          <PasswordInput
            label="Password"
            name="password"
            autoComplete="current-password"
            required
            withAsterisk={false}
          />
          <Button type="submit" fullWidth loading={pending === 'password'} disabled={pending === 'single'}>
            Sign in
          </Button>
        </form>
        {singleSignOn !== null && (
          <>
            <Divider label="or" />
            <Button variant="default" fullWidth onClick={() => void leave()} loading={pending === 'single'}>
              Continue with {singleSignOn}
            </Button>
          </>
        )}
      </div>
      <p className={styles.foot}>Watches the models, prompts, code and configuration under your agents.</p>
    </main>
  );
}

function text(fields: FormData, name: string): string {
  const value = fields.get(name);
  return typeof value === 'string' ? value : '';
}
