import {
  type Icon,
  IconAdjustmentsHorizontal,
  IconBellRinging,
  IconClipboardList,
  IconCpu,
  IconFileText,
  IconGitBranch,
  IconGitCompare,
  IconGitMerge,
  IconHistory,
  IconInbox,
  IconKey,
  IconLayoutDashboard,
  IconListCheck,
  IconListSearch,
  IconRouteAltLeft,
  IconServerCog,
  IconStairs,
  IconTargetArrow,
  IconToggleRight,
  IconUsers,
} from '@tabler/icons-react';
import type { NavCounts } from '#lib/contract/overview.ts';
import { routes } from '#lib/contract/routes.ts';
import type { Permission } from '#lib/policy/permissions.ts';

export interface NavEntry {
  label: string;
  href: string;
  icon: Icon;
  /** Second key after `g`. */
  key?: string;
  permission: Permission;
  /** Which count stands beside the name, and what it counts. */
  count?: { of: keyof NavCounts; noun: string };
}

/** The left rail, in order. */
export const NAV_MAIN: readonly NavEntry[] = [
  { label: 'Overview', href: routes.overview(), icon: IconLayoutDashboard, key: 'o', permission: 'view' },
  {
    label: 'Incidents',
    href: routes.incidents(),
    icon: IconBellRinging,
    key: 'i',
    permission: 'view',
    count: { of: 'activeIncidents', noun: 'waiting' },
  },
  { label: 'Model', href: routes.model(), icon: IconCpu, key: 'm', permission: 'view' },
  { label: 'Prompt', href: routes.prompt(), icon: IconFileText, key: 'p', permission: 'view' },
  {
    label: 'Code',
    href: routes.code(),
    icon: IconGitCompare,
    key: 'd',
    permission: 'view',
    count: { of: 'driftingCode', noun: 'drifting' },
  },
  {
    label: 'Config',
    href: routes.config(),
    icon: IconToggleRight,
    key: 'f',
    permission: 'view',
    count: { of: 'driftingConfig', noun: 'drifting' },
  },
  { label: 'Canary suites', href: routes.suites(), icon: IconListCheck, key: 's', permission: 'view' },
  { label: 'Golden suite', href: routes.goldenTasks(), icon: IconTargetArrow, key: 't', permission: 'view' },
  {
    label: 'Candidates',
    href: routes.candidates(),
    icon: IconInbox,
    key: 'c',
    permission: 'view',
    count: { of: 'pendingCandidates', noun: 'waiting' },
  },
  {
    label: 'Runs',
    href: routes.runs(),
    icon: IconHistory,
    key: 'r',
    permission: 'view',
    count: { of: 'activeRuns', noun: 'running' },
  },
];

/** The settings part of the rail. */
export const NAV_SETTINGS: readonly NavEntry[] = [
  { label: 'Gateways', href: routes.gatewaySettings(), icon: IconRouteAltLeft, permission: 'view' },
  { label: 'Clusters', href: routes.clusterSettings(), icon: IconServerCog, permission: 'view' },
  { label: 'Git sources', href: routes.gitSourceSettings(), icon: IconGitMerge, permission: 'view' },
  { label: 'Feature flags', href: routes.flagSettings(), icon: IconToggleRight, permission: 'view' },
  { label: 'Git repositories', href: routes.gitSettings(), icon: IconGitBranch, permission: 'view' },
  { label: 'Langfuse projects', href: routes.langfuseSettings(), icon: IconListSearch, permission: 'view' },
  { label: 'Tiers', href: routes.tierSettings(), icon: IconStairs, permission: 'view' },
  { label: 'People', href: routes.people(), icon: IconUsers, permission: 'people.write' },
  { label: 'API tokens', href: routes.tokens(), icon: IconKey, permission: 'token.write' },
  { label: 'Audit log', href: routes.audit(), icon: IconClipboardList, key: 'a', permission: 'audit.view' },
  { label: 'Configuration', href: routes.about(), icon: IconAdjustmentsHorizontal, permission: 'settings.view' },
];

const HREFS = [...NAV_MAIN, ...NAV_SETTINGS].map(({ href }) => href);

/** Whether `pathname` belongs to the entry: its page or a page below it, unless another entry is nearer to it. */
export function isCurrent(href: string, pathname: string): boolean {
  return isWithin(href, pathname) && !HREFS.some((other) => other.length > href.length && isWithin(other, pathname));
}

function isWithin(href: string, pathname: string): boolean {
  return href === '/' ? pathname === '/' : pathname === href || pathname.startsWith(`${href}/`);
}
