/** Text as it stands inside a LIKE pattern: its own wildcards mean themselves. */
export function escapeLike(text: string): string {
  return text.replace(/[\\%_]/g, (character) => `\\${character}`);
}
