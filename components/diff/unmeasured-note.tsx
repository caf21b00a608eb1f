import { UNMEASURED_LABEL, type UnmeasuredReason } from '#lib/gateway/outcome.ts';
import classes from './diff.module.css';

interface UnmeasuredNoteProps {
  /** "The baseline answer" or "The new answer". */
  subject: string;
  reason: string | null;
  detail: string | null;
}

/** Says why an answer could not be measured, in place of a comparison that would mean nothing. */
export function UnmeasuredNote({ subject, reason, detail }: UnmeasuredNoteProps) {
  const known = isReason(reason) ? UNMEASURED_LABEL[reason] : undefined;
  return (
    <p className={classes.note}>
      <strong>
        {subject} could not be measured:{' '}
        {known === undefined ? (reason ?? 'no reason was stored') : lowerFirst(known.label)}.
      </strong>{' '}
      It counts neither as drift nor as stable. {known?.mend}
      {detail === null ? null : <code className={classes.detail}>{detail}</code>}
    </p>
  );
}

function isReason(reason: string | null): reason is UnmeasuredReason {
  return reason !== null && Object.hasOwn(UNMEASURED_LABEL, reason);
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
