import { IconAlertTriangle } from '@tabler/icons-react';
import type { ApiProblem } from '#components/api/problem.ts';
import { Notice } from '#components/ui/notice.tsx';

interface FormProblemProps {
  problem: ApiProblem | null;
  /** What did not happen. */
  title?: string;
}

/** Why a form was not accepted, above its buttons; what was typed stays. */
export function FormProblem({ problem, title = 'Not saved' }: FormProblemProps) {
  if (problem === null) return null;
  return (
    <Notice tone="magenta" icon={IconAlertTriangle} role="alert" title={title}>
      {problem.message}
    </Notice>
  );
}
