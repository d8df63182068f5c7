import { type Interactions, interactionsFromColumns } from "../ml/recommend/interactions";
import { LabError } from "./lab-error";
import { readTable } from "./read-table";
import { amountColumn, findColumn, numberColumn, type Table, textColumn } from "./table";

/** A file of who met what, as columns; ids are texts. */
export interface InteractionFile {
  readonly source: string;
  readonly users: readonly string[];
  readonly items: readonly string[];
  /** Null for implicit data. */
  readonly ratings: Float64Array | null;
  readonly timestamps: Float64Array | null;
}

const NAMES = ["user", "item", "rating", "timestamp"] as const;
const USER = ["user", "userId", "customer", "customerId", "visitor", "visitorId", "u"];
const ITEM = ["item", "itemId", "movie", "movieId", "product", "productId", "sku", "stockCode", "i"];
const RATING = ["rating", "value", "score", "stars", "r"];
const TIMESTAMP = ["timestamp", "time", "unixTime", "t"];

/**
 * Reads a MovieLens file (tab or "::", no header) or a CSV with user, item[, rating[, timestamp]]. A header may
 * use any of the usual names; one that uses none is read by position.
 * @throws LabError MISSING_COLUMN, BAD_VALUE, NOT_A_NUMBER with the line, and those of `readTable`.
 */
export function readInteractions(path: string): InteractionFile {
  const table = readTable(path, { names: [...NAMES, ...USER, ...ITEM] });
  const at = locate(table);
  return {
    source: table.source,
    users: idColumn(table, at.user),
    items: idColumn(table, at.item),
    ratings: at.rating < 0 ? null : amountColumn(table, at.rating),
    timestamps: at.timestamp < 0 ? null : timestampColumn(table, at.timestamp),
  };
}

function locate(table: Table): { user: number; item: number; rating: number; timestamp: number } {
  const columns = table.names.length;
  if (columns < 2)
    throw new LabError(
      "MISSING_COLUMN",
      `${table.source} needs a column of users and one of items; it has ${columns} column.`,
      table.hasHeader ? 1 : (table.lines[0] ?? null),
    );
  const user = findColumn(table, USER);
  const item = findColumn(table, ITEM);
  if (!table.hasHeader || (user < 0 && item < 0))
    return { user: 0, item: 1, rating: columns > 2 ? 2 : -1, timestamp: columns > 3 ? 3 : -1 };
  if (user < 0 || item < 0)
    throw new LabError(
      "MISSING_COLUMN",
      `${table.source} has no column "${user < 0 ? "user" : "item"}". It has ${table.names.join(", ")}.`,
      1,
    );
  return { user, item, rating: findColumn(table, RATING), timestamp: findColumn(table, TIMESTAMP) };
}

function idColumn(table: Table, j: number): string[] {
  const ids = textColumn(table, j);
  const empty = ids.indexOf("");
  if (empty >= 0)
    throw new LabError(
      "BAD_VALUE",
      `Column "${table.names[j]}" of ${table.source} has an empty id.`,
      table.lines[empty]!,
    );
  return ids;
}

/** No learner needs the time yet: dates in words are left out rather than refused. */
function timestampColumn(table: Table, j: number): Float64Array | null {
  const times = numberColumnOrNull(table, j);
  return times?.every(Number.isFinite) ? times : null;
}

function numberColumnOrNull(table: Table, j: number): Float64Array | null {
  try {
    return numberColumn(table, j);
  } catch (error) {
    if (error instanceof LabError && error.code === "NOT_A_NUMBER") return null;
    throw error;
  }
}

/** The learners' input. Of a repeated (user, item) pair the last row counts. */
export function toInteractions(file: InteractionFile): Interactions {
  return interactionsFromColumns({
    users: file.users,
    items: file.items,
    ...(file.ratings && { values: file.ratings }),
    ...(file.timestamps && { timestamps: file.timestamps }),
  });
}
