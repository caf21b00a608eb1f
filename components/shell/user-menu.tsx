'use client';

import { Menu, UnstyledButton, useMantineColorScheme } from '@mantine/core';
import {
  IconDeviceDesktop,
  IconKeyboard,
  IconLogout,
  IconMoon,
  IconSelector,
  IconSun,
  IconUserCircle,
} from '@tabler/icons-react';
import Link from 'next/link';
import { signOut } from '#components/api/sign-in.ts';
import { routes } from '#lib/contract/routes.ts';
import { ROLE_LABEL } from '#lib/policy/labels.ts';
import styles from './user-menu.module.css';
import { useViewer } from './viewer.tsx';

const SCHEMES = [
  { value: 'light', label: 'Light', icon: IconSun },
  { value: 'dark', label: 'Dark', icon: IconMoon },
  { value: 'auto', label: 'Like the system', icon: IconDeviceDesktop },
] as const;

/** Who is signed in, with what role; colours, keys and the way out. */
export function UserMenu({ onHelp }: { onHelp: () => void }) {
  const me = useViewer();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const role = ROLE_LABEL[me.role];
  return (
    <Menu position="top-start" width={260}>
      <Menu.Target>
        <UnstyledButton className={styles.target}>
          <span className={styles.initial} aria-hidden>
            {me.name.slice(0, 1).toUpperCase()}
          </span>
          <span className={styles.who}>
            <span className={styles.name}>{me.name}</span>
            <span className={styles.role}>{role.label}</span>
          </span>
          <IconSelector size={16} aria-hidden />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>
          {me.email}
          <br />
          {role.label}: {role.meaning}
        </Menu.Label>
        <Menu.Item component={Link} href={routes.account()} leftSection={<IconUserCircle size={16} aria-hidden />}>
          Your account
        </Menu.Item>
        <Menu.Item leftSection={<IconKeyboard size={16} aria-hidden />} onClick={onHelp}>
          Keys
        </Menu.Item>
        <Menu.Divider />
        <Menu.Label>Colours</Menu.Label>
        <Menu.RadioGroup value={colorScheme} onChange={(value) => setColorScheme(schemeOf(value))}>
          {SCHEMES.map(({ value, label, icon: Shape }) => (
            <Menu.RadioItem key={value} value={value} rightSection={<Shape size={16} aria-hidden />}>
              {label}
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
        <Menu.Divider />
        <Menu.Item leftSection={<IconLogout size={16} aria-hidden />} onClick={() => void signOut()}>
          Sign out
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

function schemeOf(value: string): 'light' | 'dark' | 'auto' {
  return value === 'light' || value === 'dark' ? value : 'auto';
}
