/** Which n-grams a text is cut into. Ranges are inclusive; an upper bound of 0 leaves a family out. */
export interface NgramRanges {
  /** Runs of whole words. */
  readonly words: readonly [number, number];
  /** Characters within one word, with a blank at either end. */
  readonly characters: readonly [number, number];
  /** Characters within a run of Han text, which writes no blanks between words. */
  readonly han: readonly [number, number];
}

export const DEFAULT_NGRAMS: NgramRanges = { words: [1, 2], characters: [2, 5], han: [1, 2] };

/** A run of Han characters, or a word of any other script with marks, digits and inner apostrophes. */
const TOKEN =
  /\p{Script=Han}+|#|(?:(?!\p{Script=Han})[\p{L}\p{N}\p{M}])+(?:'(?:(?!\p{Script=Han})[\p{L}\p{N}\p{M}])+)*/gu;
const HAN = /\p{Script=Han}/u;

/**
 * One form for what people type in many: compatibility characters folded (full-width letters, ligatures), lower
 * case, curly apostrophes straight, numbers of three or more digits as "#" (order numbers carry no intent).
 */
export function normaliseText(text: string): string {
  return text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[\u2018\u2019\u02bc`´]/g, "'")
    .replace(/\p{Nd}{3,}/gu, " # ");
}

/** Words of a text in order; a run of Han characters is one token. Punctuation and symbols are dropped. O(length). */
export function tokenise(text: string): string[] {
  return normaliseText(text).match(TOKEN) ?? [];
}

/**
 * Words for keyword search: as `tokenise`, but Han runs become their characters and pairs of characters.
 * O(length).
 */
export function searchTerms(text: string): string[] {
  return tokenise(text).flatMap((token) => {
    if (!HAN.test(token)) return [token];
    const characters = Array.from(token);
    return [...characters, ...characters.slice(1).map((character, i) => characters[i]! + character)];
  });
}

/**
 * Counts of a text's n-grams. Keys start with `w:` for words and `c:` for characters (Han text among them), so the
 * two families can be weighted apart. Memory and time O(length · range).
 */
export function countNgrams(text: string, ranges: NgramRanges = DEFAULT_NGRAMS): Map<string, number> {
  const counts = new Map<string, number>();
  const add = (key: string): void => {
    counts.set(key, (counts.get(key) ?? 0) + 1);
  };
  let words: string[] = [];
  const closeWords = (): void => {
    addRuns(words, ranges.words, " ", "w:", add);
    words = [];
  };
  for (const token of tokenise(text)) {
    if (HAN.test(token)) {
      closeWords();
      addRuns(Array.from(token), ranges.han, "", "c:", add);
    } else {
      words.push(token);
      addRuns([" ", ...token, " "], ranges.characters, "", "c:", add);
    }
  }
  closeWords();
  return counts;
}

function addRuns(
  parts: readonly string[],
  [least, most]: readonly [number, number],
  glue: string,
  prefix: string,
  add: (key: string) => void,
): void {
  for (let start = 0; start < parts.length; start++) {
    let run = "";
    for (let n = 1; n <= most && start + n <= parts.length; n++) {
      run += n === 1 ? parts[start]! : glue + parts[start + n - 1]!;
      if (n >= least) add(prefix + run);
    }
  }
}
