import { notifications } from '@mantine/notifications';
import type { ApiProblem } from './problem.ts';

/** Says what failed, until the person has read it. */
export function notifyProblem({ problem, message }: ApiProblem): void {
  notifications.show({ title: problem.title, message, color: 'red', autoClose: false });
}
