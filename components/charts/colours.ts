export function groupColour(position: number): string {
  return `var(--data-${(position % 8) + 1})`;
}
