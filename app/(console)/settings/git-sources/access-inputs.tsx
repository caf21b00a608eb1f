import { PasswordInput, Select, Textarea, TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { gitAccessKind } from '#lib/contract/drift/git-sources.ts';
import { GIT_ACCESS_LABEL } from '#lib/policy/connection-labels.ts';
import type { GitSourceFields } from './git-source-fields.ts';

interface AccessInputsProps {
  form: UseFormReturnType<GitSourceFields>;
  /** How a stored secret is used; null where there is none. */
  stored: GitSourceFields['access'] | null;
}

/** Where the repository is, and what opens it. */
export function AccessInputs({ form, stored }: AccessInputsProps) {
  const { access } = form.values;
  const keep = stored === access ? 'One is stored. Leave this empty to keep it.' : null;
  return (
    <>
      <TextInput label="Name" placeholder="fleet" required data-autofocus {...form.getInputProps('name')} />
      <TextInput
        label="Address"
        description="https://, ssh:// or a folder of the server that Tidemark runs on; secrets have a field of their own."
        placeholder="ssh://git@github.com/acme/fleet.git"
        required
        spellCheck={false}
        {...form.getInputProps('url')}
      />
      <TextInput label="Branch" required spellCheck={false} {...form.getInputProps('branch')} />
      <Select
        label="Access"
        data={gitAccessKind.options.map((value) => ({ value, label: GIT_ACCESS_LABEL[value] }))}
        allowDeselect={false}
        {...form.getInputProps('access')}
      />
      {access === 'token' && (
        <PasswordInput
          label="Token"
          description={keep ?? 'Reading is enough, unless flags are to be synced to git as pull requests.'}
          required={keep === null}
          autoComplete="off"
          {...form.getInputProps('secret')}
        />
      )}
      {access === 'ssh' && (
        <>
          <Textarea
            label="Private key"
            description={keep ?? 'A deploy key made for Tidemark alone, without a passphrase (ssh-keygen -t ed25519).'}
            placeholder="-----BEGIN OPENSSH PRIVATE KEY-----"
            required={keep === null}
            autosize
            minRows={3}
            maxRows={8}
            spellCheck={false}
            autoComplete="off"
            {...form.getInputProps('secret')}
          />
          <Textarea
            label="Known hosts"
            description="What ssh-keyscan prints for the server. Empty: those that the account running Tidemark knows."
            autosize
            minRows={2}
            maxRows={6}
            spellCheck={false}
            {...form.getInputProps('knownHosts')}
          />
        </>
      )}
      <Textarea
        label="Signing keys"
        description="Public keys of OpenSSH or OpenPGP, one below the other: only commits that one of them signed are believed. Empty: any commit is."
        autosize
        minRows={1}
        maxRows={6}
        spellCheck={false}
        {...form.getInputProps('signers')}
      />
    </>
  );
}
