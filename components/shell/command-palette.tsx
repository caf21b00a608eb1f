'use client';

import { Spotlight } from '@mantine/spotlight';
import {
  type Icon,
  IconBellRinging,
  IconCpu,
  IconHistory,
  IconListCheck,
  IconMessage2,
  IconSearch,
} from '@tabler/icons-react';
import { useRouter } from 'next/navigation';
import type { SearchHit } from '#lib/contract/overview.ts';
import { NAV_MAIN, NAV_SETTINGS, type NavEntry } from './nav-entries.ts';
import { useViewer } from './viewer.tsx';

const HIT_SHAPE: Record<SearchHit['kind'], Icon> = {
  incident: IconBellRinging,
  endpoint: IconCpu,
  run: IconHistory,
  suite: IconListCheck,
  prompt: IconMessage2,
};

interface CommandPaletteProps {
  query: string;
  onQueryChange: (query: string) => void;
  hits: readonly SearchHit[];
  /** Said where nothing is listed: still searching, failed, or nothing found. */
  note: string;
}

/** Opens on ⌘K or Ctrl K and finds pages, incidents, endpoints, runs, suites and prompts. */
export function CommandPalette({ query, onQueryChange, hits, note }: CommandPaletteProps) {
  const router = useRouter();
  const { permissions } = useViewer();
  const pages = matchingPages(query).filter((page) => permissions.includes(page.permission));
  return (
    <Spotlight.Root
      query={query}
      onQueryChange={onQueryChange}
      shortcut={['mod + K']}
      tagsToIgnore={[]}
      lockScroll={false}
      scrollable
      maxHeight={420}
      attributes={{ content: { 'aria-label': 'Search' } }}
    >
      <Spotlight.Search
        aria-label="Search pages, incidents, endpoints, runs, suites and prompts"
        placeholder="Search everything"
        leftSection={<IconSearch size={18} aria-hidden />}
      />
      <Spotlight.ActionsList>
        {hits.length > 0 && (
          <Spotlight.ActionsGroup label="Found">
            {hits.map((hit) => {
              const Shape = HIT_SHAPE[hit.kind];
              return (
                <Spotlight.Action
                  key={`${hit.kind} ${hit.id}`}
                  label={hit.title}
                  description={hit.detail}
                  leftSection={<Shape size={18} stroke={1.75} aria-hidden />}
                  onClick={() => router.push(hit.href)}
                />
              );
            })}
          </Spotlight.ActionsGroup>
        )}
        {pages.length > 0 && (
          <Spotlight.ActionsGroup label="Pages">
            {pages.map(({ label, href, icon: Shape }) => (
              <Spotlight.Action
                key={href}
                label={label}
                leftSection={<Shape size={18} stroke={1.75} aria-hidden />}
                onClick={() => router.push(href)}
              />
            ))}
          </Spotlight.ActionsGroup>
        )}
        {hits.length === 0 && pages.length === 0 && <Spotlight.Empty>{note}</Spotlight.Empty>}
      </Spotlight.ActionsList>
    </Spotlight.Root>
  );
}

function matchingPages(query: string): readonly NavEntry[] {
  const wanted = query.trim().toLowerCase();
  return [...NAV_MAIN, ...NAV_SETTINGS].filter(({ label }) => label.toLowerCase().includes(wanted));
}
