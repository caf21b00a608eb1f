import type { ReactNode } from 'react';
import { QueueMemoryProvider } from './queue-memory.tsx';

export default function CandidatesLayout({ children }: { children: ReactNode }) {
  return <QueueMemoryProvider>{children}</QueueMemoryProvider>;
}
