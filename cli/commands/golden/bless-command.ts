import type { Target, TargetOptions } from './target.ts';

/** The command that writes new baselines for what a gate was asked about; it can be pasted into a shell. */
export function blessCommand({ suite, judge }: TargetOptions, { agent, model, promptFile }: Target): string {
  const words = [
    ...['tidemark', 'golden', 'bless', '--agent', agent.name, '--prompt', promptFile, '--model', model],
    ...(suite === undefined ? [] : ['--suite', suite]),
    ...(judge === undefined ? [] : ['--judge', judge]),
  ];
  return words.map(quoted).join(' ');
}

function quoted(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`;
}
