'use client';

import { useId } from 'react';
import { formatCount } from '#lib/format/numbers.ts';
import { ATTEMPT_OUTCOME_LABEL } from '#lib/policy/golden-labels.ts';
import styles from './attempts.module.css';
import { ATTEMPT_SHAPE } from './golden-badges.tsx';
import type { AttemptSide } from './shown-attempts.ts';

interface AttemptPickerProps {
  side: AttemptSide;
  onChoose: (number: number) => void;
}

/** Every attempt of one side as a mark; the chosen one is compared below. */
export function AttemptPicker({ side: { name, attempts, shown }, onChoose }: AttemptPickerProps) {
  const group = useId();
  if (attempts.length === 0) return null;
  const passes = attempts.filter(({ outcome }) => outcome === 'pass').length;
  return (
    <fieldset className={styles.row}>
      <legend>{name}</legend>
      <div className={styles.marks}>
        {attempts.map(({ number, outcome }) => {
          const Shape = ATTEMPT_SHAPE[outcome];
          const label = `Attempt ${number + 1}: ${ATTEMPT_OUTCOME_LABEL[outcome].label.toLowerCase()}`;
          return (
            <label key={number} className={styles.mark} data-outcome={outcome} title={label}>
              <input
                type="radio"
                name={group}
                aria-label={label}
                checked={shown?.number === number}
                onChange={() => onChoose(number)}
              />
              <Shape size={14} stroke={2.25} aria-hidden />
              <span aria-hidden>{number + 1}</span>
            </label>
          );
        })}
      </div>
      <span className={styles.tally}>
        {formatCount(passes)} of {formatCount(attempts.length)} passed
      </span>
    </fieldset>
  );
}
