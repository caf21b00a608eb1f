import { suggestedCommands } from '#components/drift/commands.ts';
import { CommandBlock } from '#components/ui/command-block.tsx';
import { Panel } from '#components/ui/panel.tsx';
import type { DriftObjectDetail } from '#lib/contract/drift/objects.ts';
import styles from './object.module.css';

/** What a person may type next. Tidemark itself never changes the cluster. */
export function CommandsPanel({ object }: { object: DriftObjectDetail }) {
  const commands = suggestedCommands(object);
  if (commands.length === 0) return null;
  return (
    <Panel
      title="Look closer, or put it back"
      hint="To type yourself: Tidemark only reads, and never changes the cluster."
    >
      <ul className={styles.commands}>
        {commands.map(({ does, text, changes }) => (
          <li key={text}>
            <p>
              {does}
              {changes && <strong> (changes the cluster)</strong>}
            </p>
            <CommandBlock text={text} />
          </li>
        ))}
      </ul>
    </Panel>
  );
}
