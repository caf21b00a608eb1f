'use client';

import { Stack } from '@mantine/core';
import { useViewer } from '#components/shell/viewer.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { Panel } from '#components/ui/panel.tsx';
import { PERMISSION_LABEL, ROLE_LABEL } from '#lib/policy/labels.ts';
import styles from './account.module.css';
import { PasswordForm } from './password-form.tsx';
import { SignOutEverywhere } from './sign-out-everywhere.tsx';

/** Who the viewer is here, what they may do, their password and their sessions. */
export function AccountScreen() {
  const me = useViewer();
  return (
    <>
      <PageHeader title="Your account" answer={`${me.name}, ${me.email}.`} />
      <div className={styles.panels}>
        <Panel title={`What you may do as ${ROLE_LABEL[me.role].label.toLowerCase()}`}>
          <ul className={styles.list}>
            {me.permissions.map((permission) => (
              <li key={permission}>{PERMISSION_LABEL[permission]}</li>
            ))}
          </ul>
        </Panel>
        <Stack gap="md">
          <Panel
            title="Password"
            hint="Changing it ends all your sessions, this one too; you sign in again with the new one."
          >
            <PasswordForm />
          </Panel>
          <Panel title="Sessions" hint="Ends them in every browser, this one too. Your API tokens go on working.">
            <SignOutEverywhere />
          </Panel>
        </Stack>
      </div>
    </>
  );
}
