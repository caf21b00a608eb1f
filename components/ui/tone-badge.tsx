import type { Icon } from '@tabler/icons-react';
import type { Tone } from '#lib/policy/tones.ts';
import styles from './tone-badge.module.css';

interface ToneBadgeProps {
  tone: Tone;
  icon: Icon;
  label: string;
  /** One sentence shown on hover. */
  meaning?: string | undefined;
  size?: 'small' | 'large';
  /** Draws a line around it, for marks that are not states. */
  outlined?: boolean;
}

/** A word with a shape and a colour; the colour alone never says it. */
export function ToneBadge({ tone, icon: Shape, label, meaning, size = 'small', outlined = false }: ToneBadgeProps) {
  const className = [styles.badge, size === 'large' && styles.large, outlined && styles.outlined];
  return (
    <span
      className={className.filter(Boolean).join(' ')}
      style={{ color: `var(--tone-${tone})`, background: outlined ? undefined : `var(--tone-${tone}-bg)` }}
      title={meaning}
    >
      <Shape size={size === 'large' ? 18 : 14} stroke={2} aria-hidden />
      {label}
    </span>
  );
}
