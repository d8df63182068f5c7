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
 * Walks a text's n-grams, repeats included: runs of words that Han text does not interrupt, and the words themselves.
 * @param words gets the runs of words. @param characters gets each word or Han run, to be cut up.
 */
function eachNgram(text: string, ranges: NgramRanges, words: Add, characters: (token: string) => void): void {
  let run: string[] = [];
  for (const token of tokenise(text)) {
    if (HAN.test(token)) {
      addRuns(run, ranges.words, " ", "w:", words);
      run = [];
    } else run.push(token);
    characters(token);
  }
  addRuns(run, ranges.words, " ", "w:", words);
}

type Add = (key: string) => void;

/** The n-grams of characters within one word or Han run. */
function characterNgrams(token: string, ranges: NgramRanges, add: Add): void {
  if (HAN.test(token)) addRuns(Array.from(token), ranges.han, "", "c:", add);
  else addRuns([" ", ...token, " "], ranges.characters, "", "c:", add);
}

/** Counts of a text's n-grams. Keys start with `w:` for words and `c:` for characters, Han text among them. O(length · range). */
export function countNgrams(text: string, ranges: NgramRanges = DEFAULT_NGRAMS): Map<string, number> {
  const counts = new Map<string, number>();
  const add = (key: string): void => {
    counts.set(key, (counts.get(key) ?? 0) + 1);
  };
  eachNgram(text, ranges, add, (token) => characterNgrams(token, ranges, add));
  return counts;
}

/**
 * Turns n-grams into numbers, text by text, keeping what each word's characters gave: the same words come again and
 * again. `columnOf` gives an n-gram's number, or −1 to leave it out; it is asked once per different word.
 */
export class NgramReader {
  private readonly charactersOf = new Map<string, readonly number[]>();

  constructor(
    private readonly ranges: NgramRanges,
    private readonly columnOf: (key: string) => number,
  ) {}

  /** Calls `visit` with the number of every known n-gram of the text, repeats included. O(length · range). */
  read(text: string, visit: (column: number) => void): void {
    const words = (key: string): void => {
      const column = this.columnOf(key);
      if (column >= 0) visit(column);
    };
    eachNgram(text, this.ranges, words, (token) => {
      for (const column of this.characters(token)) visit(column);
    });
  }

  private characters(token: string): readonly number[] {
    let columns = this.charactersOf.get(token);
    if (!columns) {
      const found: number[] = [];
      characterNgrams(token, this.ranges, (key) => {
        const column = this.columnOf(key);
        if (column >= 0) found.push(column);
      });
      columns = found;
      this.charactersOf.set(token, columns);
    }
    return columns;
  }
}

function addRuns(
  parts: readonly string[],
  [least, most]: readonly [number, number],
  glue: string,
  prefix: string,
  add: Add,
): void {
  for (let start = 0; start < parts.length; start++) {
    let run = "";
    for (let n = 1; n <= most && start + n <= parts.length; n++) {
      run += n === 1 ? parts[start]! : glue + parts[start + n - 1]!;
      if (n >= least) add(prefix + run);
    }
  }
}
