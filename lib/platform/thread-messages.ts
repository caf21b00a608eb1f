import type { Worker } from 'node:worker_threads';

/**
 * Hears what a worker thread says, and returns a function that stops it. Under `node --watch` (development) Node.js
 * itself sends reports of loaded files through the same port before the thread's own messages; they are left out.
 */
export function onThreadMessage<Message>(worker: Worker, hear: (message: Message) => void): () => void {
  const listen = (message: Message) => {
    if (!isWatchReport(message)) hear(message);
  };
  worker.on('message', listen);
  return () => worker.off('message', listen);
}

function isWatchReport(message: unknown): boolean {
  if (typeof message !== 'object' || message === null) return false;
  return 'watch:import' in message || 'watch:require' in message;
}
