/** Text as a literal part of an SQL LIKE pattern: `%`, `_` and the escape character itself lose their meaning. */
export function escapeLike(text: string): string {
  return text.replace(/[\\%_]/g, (character) => `\\${character}`);
}
