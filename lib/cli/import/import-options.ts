import { parseArgs } from "node:util";
import { LIST_KINDS, type ListKind } from "@/lib/domain/pricing/lists/list-kinds";
import { FILE_FORMATS, type FileFormatName, isFileFormat } from "./file-formats";

interface Place {
  readonly path: string;
  readonly store: string;
  readonly data: string;
}
/** Files that make up a shop, or a list for one that is there. */
export type ImportOptions = Place &
  ({ readonly format: FileFormatName } | { readonly list: ListKind; readonly dryRun: boolean });

const LISTS: Readonly<Record<ListKind, string>> = {
  prices: "a price list as CSV: its prices become proposals",
  "competitor-prices": "what competitors ask, as CSV",
};

const FORMAT_LINES = [
  ...Object.entries(FILE_FORMATS).map(([name, { path, about }]) => [`${name} ${path}`, about] as const),
  ...LIST_KINDS.map((kind) => [`${kind} FILE`, LISTS[kind]] as const),
].map(([name, about]) => `  ${name.padEnd(24)} ${about}`);

export const IMPORT_USAGE = `npm run import -- FORMAT PATH [options]

${FORMAT_LINES.join("\n")}

  --store SLUG             the shop to bring it into; made when it is missing and named like the format unless
                           given. A list needs a shop that is there.
  --data FOLDER            the data folder of the demo (./souk-data)
  --dry-run                of a list: say what it would do, and change nothing

The same files again change nothing. An import that was stopped or killed goes on where it was when the same
command is given again. Rows that cannot be used are listed in FORMAT-issues.csv in the data folder. Works beside
a running demo; with DATABASE_URL set, on that PostgreSQL server.
`;

/** The options, or a sentence for the person at the keyboard. */
export function parseImportOptions(args: readonly string[]): ImportOptions | string {
  let parsed: ReturnType<typeof parse>;
  try {
    parsed = parse(args);
  } catch (error) {
    return (error as Error).message;
  }
  const [format, path, ...rest] = parsed.positionals;
  if (format === undefined) return "Which format?";
  const list = LIST_KINDS.find((kind) => kind === format);
  if (!list && !isFileFormat(format)) return `There is no format "${format}".`;
  if (path === undefined)
    return `Which ${isFileFormat(format) ? FILE_FORMATS[format].path.toLowerCase() : "file"}?`;
  if (rest.length > 0) return `"${rest[0]}" is one word too many.`;
  const { store, data, "dry-run": dryRun } = parsed.values;
  if (list)
    return store === undefined ? "Which shop? Add --store SLUG." : { list, dryRun, path, store, data };
  if (dryRun) return "--dry-run is for lists of prices.";
  return isFileFormat(format) ? { format, path, store: store ?? format, data } : "Which format?";
}

function parse(args: readonly string[]) {
  return parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      store: { type: "string" },
      data: { type: "string", default: "souk-data" },
      "dry-run": { type: "boolean", default: false },
    },
  });
}
