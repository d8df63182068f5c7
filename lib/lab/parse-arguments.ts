import { LabError } from "./lab-error";

/**
 * Reads `--min-rating 4 --standardise -k 10 --seed=7` as `{ minRating: "4", standardise: true, k: "10", seed: "7" }`.
 * A value may be negative; an option without one is a switch. @throws LabError BAD_OPTION for a stray or repeated word.
 */
export function parseArguments(words: readonly string[]): Record<string, string | true> {
  const options: Record<string, string | true> = {};
  for (let i = 0; i < words.length; i++) {
    const word = words[i]!;
    const match = /^--?([a-zA-Z][a-zA-Z-]*)(?:=(.*))?$/s.exec(word);
    if (!match) throw new LabError("BAD_OPTION", `"${word}" is not an option; options start with "--".`);
    const name = match[1]!.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
    if (name in options) throw new LabError("BAD_OPTION", `The option --${match[1]} is given twice.`);
    const next = words[i + 1];
    if (match[2] !== undefined) options[name] = match[2];
    else if (next !== undefined && !/^--?[a-zA-Z]/.test(next)) {
      options[name] = next;
      i++;
    } else options[name] = true;
  }
  return options;
}
