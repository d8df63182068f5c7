/**
 * Makes a cell harmless to spreadsheets: a text that would be read as a formula gets a leading apostrophe.
 * Numbers pass as they are. Source: OWASP, "CSV Injection".
 */
export function neutraliseFormula(value: string): string {
  return /^[=+\-@\t\r]/.test(value) && !/^[+-]?\d+(\.\d+)?$/.test(value) ? `'${value}` : value;
}
