import type { ParsedRow, RowProblem, RowProblemReason } from "./row-problem";

/** The three files of a MovieLens 100K folder, in the order in which they are brought in. */
export const MOVIELENS_FILES = [
  { name: "u.user", separator: "|", fields: 5, encoding: "utf8" },
  // Titles are in ISO 8859-1, as the data set's own description says.
  { name: "u.item", separator: "|", fields: 24, encoding: "latin1" },
  { name: "u.data", separator: "\t", fields: 4, encoding: "utf8" },
] as const;
export type MovielensFile = (typeof MOVIELENS_FILES)[number];

export interface MovielensUser {
  readonly id: number;
  readonly age: number | null;
  readonly gender: "female" | "male" | null;
  readonly occupation: string | null;
  readonly postalCode: string | null;
}

export interface MovielensItem {
  readonly id: number;
  readonly name: string;
  readonly categories: readonly string[];
  readonly releasedAt: Date | null;
  readonly url: string | null;
}

export interface MovielensRating {
  readonly userId: number;
  readonly itemId: number;
  readonly value: number;
  readonly ratedAt: Date;
}

/** Genres in the order of the flags of `u.item`; the first flag means that none is known. */
const GENRES = [
  ...["Action", "Adventure", "Animation", "Children's", "Comedy", "Crime", "Documentary", "Drama", "Fantasy"],
  ...["Film-Noir", "Horror", "Musical", "Mystery", "Romance", "Sci-Fi", "Thriller", "War", "Western"],
];
const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const MAX_ID = 2_147_483_647;
const MAX_TEXT = 500;
/** The end of the year 9999: what dates in the database and in JavaScript both carry. */
const MAX_SECONDS = 253_402_300_799;

/** `id|age|gender|occupation|postal code` */
export function parseMovielensUser(line: string): ParsedRow<MovielensUser> {
  const row = new Row(line, MOVIELENS_FILES[0]);
  return row.finish(() => ({
    id: row.id(0, "user"),
    age: row.optional(1, "age", "not-an-age", (text) => wholeNumber(text, 0, 120)),
    gender: row.optional(2, "gender", "not-a-gender", (text) =>
      text === "F" ? "female" : text === "M" ? "male" : undefined,
    ),
    occupation: row.text(3, "occupation"),
    postalCode: row.text(4, "postalCode"),
  }));
}

/** `id|title|release date|video date|url|19 genre flags` */
export function parseMovielensItem(line: string): ParsedRow<MovielensItem> {
  const row = new Row(line, MOVIELENS_FILES[1]);
  return row.finish(() => ({
    id: row.id(0, "item"),
    name: row.text(1, "title") ?? row.problem("title", "no-name", ""),
    releasedAt: row.optional(2, "releaseDate", "not-a-date", parseDate),
    url: row.text(4, "url"),
    categories: GENRES.filter((genre, i) => row.flag(i + 6, genre)),
  }));
}

/** `user⇥item⇥rating⇥seconds since 1970` */
export function parseMovielensRating(line: string): ParsedRow<MovielensRating> {
  const row = new Row(line, MOVIELENS_FILES[2]);
  return row.finish(() => ({
    userId: row.id(0, "user"),
    itemId: row.id(1, "item"),
    value: row.required(2, "rating", "not-a-rating", parseStars, 0),
    ratedAt: row.required(
      3,
      "timestamp",
      "not-a-time",
      (text) => {
        const seconds = wholeNumber(text, 0, MAX_SECONDS);
        return seconds === undefined ? undefined : new Date(seconds * 1000);
      },
      new Date(0),
    ),
  }));
}

/** One line, cut into fields, gathering everything that is wrong with it. */
class Row {
  private readonly fields: readonly string[];
  private readonly problems: RowProblem[] = [];

  constructor(
    line: string,
    private readonly file: MovielensFile,
  ) {
    this.fields = line.split(file.separator);
  }

  finish<T>(read: () => T): ParsedRow<T> {
    if (this.fields.length !== this.file.fields)
      return { ok: false, problems: [{ column: "", reason: "wrong-field-count" }] };
    const value = read();
    return this.problems.length > 0 ? { ok: false, problems: this.problems } : { ok: true, value };
  }

  problem<T>(column: string, reason: RowProblemReason, instead: T): T {
    this.problems.push({ column, reason });
    return instead;
  }

  required<T>(
    i: number,
    column: string,
    reason: RowProblemReason,
    parse: (text: string) => T | undefined,
    instead: T,
  ): T {
    return parse(this.fields[i]!.trim()) ?? this.problem(column, reason, instead);
  }

  optional<T>(
    i: number,
    column: string,
    reason: RowProblemReason,
    parse: (text: string) => T | undefined,
  ): T | null {
    const text = this.fields[i]!.trim();
    return text === "" ? null : (parse(text) ?? this.problem(column, reason, null));
  }

  id(i: number, column: string): number {
    return this.required(i, column, "not-an-id", (text) => wholeNumber(text, 1, MAX_ID), 0);
  }

  text(i: number, column: string): string | null {
    const text = this.fields[i]!.trim();
    if (text === "") return null;
    if (text.length > MAX_TEXT) return this.problem(column, "too-long", null);
    // Control characters: a database text cannot hold the first, and no name needs the others.
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
    if (/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffd]/.test(text))
      return this.problem(column, "unreadable-text", null);
    return text;
  }

  flag(i: number, column: string): boolean {
    return this.required(
      i,
      column,
      "not-a-flag",
      (text) => (text === "1" ? true : text === "0" ? false : undefined),
      false,
    );
  }
}

function wholeNumber(text: string, least: number, most: number): number | undefined {
  if (!/^\d{1,15}$/.test(text)) return undefined;
  const value = Number(text);
  return value >= least && value <= most ? value : undefined;
}

function parseStars(text: string): number | undefined {
  if (!/^\d(\.\d{1,6})?$/.test(text)) return undefined;
  const value = Number(text);
  return value >= 0.5 && value <= 5 && Number.isInteger(value * 2) ? value : undefined;
}

/** `01-Jan-1995` as that day's start in UTC. */
function parseDate(text: string): Date | undefined {
  const match = /^(\d{1,2})-([A-Za-z]{3})-(\d{4})$/.exec(text);
  const month = match ? MONTHS.indexOf(match[2]!.toLowerCase()) : -1;
  if (!match || month < 0) return undefined;
  const date = new Date(Date.UTC(Number(match[3]), month, Number(match[1])));
  return date.getUTCMonth() === month && date.getUTCDate() === Number(match[1]) ? date : undefined;
}
