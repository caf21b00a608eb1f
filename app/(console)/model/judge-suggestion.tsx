'use client';

import { Button } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconGavel } from '@tabler/icons-react';
import { useApi } from '#components/api/use-api.ts';
import styles from './endpoint-form.module.css';

const TYPING_PAUSE_MS = 400;

interface JudgeSuggestionProps {
  gatewayId: number;
  /** The model under watch. */
  watched: string;
  /** The judge typed so far. */
  chosen: string;
  onChoose: (model: string) => void;
}

/** Offers a judge out of the gateway's own list, one click away. */
export function JudgeSuggestion({ gatewayId, watched, chosen, onChoose }: JudgeSuggestionProps) {
  const [settled] = useDebouncedValue(watched.trim(), TYPING_PAUSE_MS);
  if (settled === '') return null;
  return <Offer gatewayId={gatewayId} watched={settled} chosen={chosen.trim()} onChoose={onChoose} />;
}

function Offer({ gatewayId, watched, chosen, onChoose }: JudgeSuggestionProps) {
  const { data, problem } = useApi('suggestJudge', { params: { gatewayId }, body: { model: watched } });
  if (problem !== null) return <p className={styles.note}>{problem.message}</p>;
  if (data === undefined) return <p className={styles.note}>Looking through the gateway’s models…</p>;
  const { suggestion, models } = data;
  if (suggestion === null) {
    const why = models === null ? 'The gateway lists no models' : 'No model it lists is clearly fit';
    return <p className={styles.note}>{why}: type the name of a large model of another family.</p>;
  }
  return (
    <div className={styles.wide}>
      {suggestion.model !== chosen && (
        <div>
          <Button
            variant="default"
            leftSection={<IconGavel size={16} aria-hidden />}
            onClick={() => onChoose(suggestion.model)}
          >
            Take {suggestion.model}
          </Button>
        </div>
      )}
      <p className={styles.note}>
        {suggestion.model === chosen ? 'The suggested judge.' : null} {suggestion.reason}
      </p>
    </div>
  );
}
