import {
  type Icon,
  IconBellRinging,
  IconCpu,
  IconGitCompare,
  IconHistory,
  IconListCheck,
  IconMessage2,
  IconReplace,
  IconServer2,
  IconTargetArrow,
} from '@tabler/icons-react';
import type { SearchHit } from '#lib/contract/overview.ts';
import type { Permission } from '#lib/policy/permissions.ts';
import { NAV_MAIN, NAV_SETTINGS } from './nav-entries.ts';

/** One entry of the command palette. */
export interface Command {
  id: string;
  group: string;
  label: string;
  detail?: string;
  icon: Icon;
  run: () => void;
}

const HIT_SHAPE: Record<SearchHit['kind'], Icon> = {
  incident: IconBellRinging,
  endpoint: IconCpu,
  run: IconHistory,
  suite: IconListCheck,
  prompt: IconMessage2,
  golden_run: IconReplace,
  golden_task: IconTargetArrow,
  cluster: IconServer2,
  drift_object: IconGitCompare,
};

/** Stored things that were found, as commands that open them. */
export function hitCommands(hits: readonly SearchHit[], open: (href: string) => void): Command[] {
  return hits.map(({ kind, id, title, detail, href }) => ({
    id: `${kind}-${id}`,
    group: 'Found',
    label: title,
    detail,
    icon: HIT_SHAPE[kind],
    run: () => open(href),
  }));
}

/** The pages somebody with `permissions` may open, as commands. */
export function pageCommands(permissions: readonly Permission[], open: (href: string) => void): Command[] {
  return [...NAV_MAIN, ...NAV_SETTINGS]
    .filter(({ permission }) => permissions.includes(permission))
    .map(({ label, href, icon }) => ({ id: href, group: 'Pages', label, icon, run: () => open(href) }));
}

/** Commands whose label contains every word of `query`. */
export function matching(commands: readonly Command[], query: string): Command[] {
  const words = query.toLowerCase().split(/\s+/);
  return commands.filter(({ label }) => words.every((word) => label.toLowerCase().includes(word)));
}
