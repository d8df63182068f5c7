/** The pattern of `ILIKE` for rows that contain the text as it stands; everything, when there is none. */
export function containsPattern(text: string | undefined): string {
  return `%${(text ?? "").replace(/[\\%_]/g, (character) => `\\${character}`)}%`;
}
