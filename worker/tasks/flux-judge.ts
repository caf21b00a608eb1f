import { judgeNotification } from '#lib/clusters/flux-signals/judge-notification.ts';
import type { Handler } from '../handlers.ts';

export const fluxJudge: Handler<'flux.judge'> = ({ digest }, { signals }, shutdown) =>
  judgeNotification(signals, digest, shutdown);
