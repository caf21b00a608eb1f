import { Alert } from '@mantine/core';
import type { ApiProblem } from '#components/api/problem.ts';

/** Why a form was not accepted, above its buttons; what was typed stays. */
export function FormProblem({ problem }: { problem: ApiProblem | null }) {
  if (problem === null) return null;
  return (
    <Alert color="red" role="alert" title="Not saved">
      {problem.message}
    </Alert>
  );
}
