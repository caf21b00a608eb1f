import { redirect } from 'next/navigation';
import { routes } from '#lib/contract/routes.ts';

/** The settings have no page of their own; the first of them is open to everybody. */
export default function SettingsPage(): never {
  redirect(routes.gatewaySettings());
}
