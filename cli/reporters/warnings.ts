/** What limits a result, as a list under a heading; nothing where nothing does. */
export function warningList(warnings: readonly string[]): string[] {
  return warnings.length === 0 ? [] : [`Warnings\n${warnings.map((warning) => `  - ${warning}\n`).join('')}`];
}
