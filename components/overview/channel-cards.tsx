import { type Icon, IconCpu, IconFileText, IconGitCompare, IconToggleRight } from '@tabler/icons-react';
import Link from 'next/link';
import { Time } from '#components/time/time.tsx';
import { VerdictBadge } from '#components/ui/verdict-badge.tsx';
import type { Channel } from '#lib/contract/common.ts';
import type { ChannelCard } from '#lib/contract/overview.ts';
import { routes } from '#lib/contract/routes.ts';
import { CHANNEL_LABEL } from '#lib/policy/labels.ts';
import styles from './channel-cards.module.css';

const SHAPE: Record<Channel, Icon> = {
  model: IconCpu,
  prompt: IconFileText,
  code: IconGitCompare,
  config: IconToggleRight,
};

/** One card for each channel: its state, since when, last measured, next run. */
export function ChannelCards({ channels }: { channels: readonly ChannelCard[] }) {
  return (
    <ul className={styles.cards}>
      {channels.map((card) => (
        <li key={card.channel} className={styles.card} data-quiet={card.state === 'not_watched' || undefined}>
          <div className={styles.top}>
            <Head channel={card.channel} />
            <VerdictBadge verdict={card.state} size={card.state === 'not_watched' ? 'small' : 'large'} />
          </div>
          <p className={styles.summary}>{card.summary}</p>
          <Moments card={card} />
        </li>
      ))}
    </ul>
  );
}

const PAGE: Record<Channel, string> = {
  model: routes.model(),
  prompt: routes.prompt(),
  code: routes.code(),
  config: routes.config(),
};

function Head({ channel }: { channel: Channel }) {
  const Shape = SHAPE[channel];
  const { label } = CHANNEL_LABEL[channel];
  return (
    <h2 className={styles.head}>
      <Shape size={18} stroke={1.75} aria-hidden />
      <Link href={PAGE[channel]}>{label}</Link>
    </h2>
  );
}

function Moments({ card }: { card: ChannelCard }) {
  const moments = [
    ['Since', card.since],
    ['Last measured', card.lastMeasuredAt],
    ['Next run', card.nextRunAt],
  ].filter((moment): moment is [string, string] => moment[1] !== null);
  if (moments.length === 0) return null;
  return (
    <dl className={styles.moments}>
      {moments.map(([name, at]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>
            <Time at={at} format={name === 'Next run' ? 'ahead' : 'relative'} />
          </dd>
        </div>
      ))}
    </dl>
  );
}
