import { parseArgs } from "node:util";
import { FILE_FORMATS, type FileFormatName, isFileFormat } from "./file-formats";

export interface ImportOptions {
  readonly format: FileFormatName;
  readonly path: string;
  readonly store: string;
  readonly data: string;
}

const FORMAT_LINES = Object.entries(FILE_FORMATS).map(
  ([name, { path, about }]) => `  ${`${name} ${path}`.padEnd(20)} ${about}`,
);

export const IMPORT_USAGE = `npm run import -- FORMAT PATH [options]

${FORMAT_LINES.join("\n")}

  --store SLUG         the shop to bring it into, made when it is missing (the format's name)
  --data FOLDER        the data folder of the demo (./souk-data)

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
  if (!isFileFormat(format)) return `There is no format "${format}".`;
  if (path === undefined) return `Which ${FILE_FORMATS[format].path.toLowerCase()}?`;
  if (rest.length > 0) return `"${rest[0]}" is one word too many.`;
  return { format, path, store: parsed.values.store ?? format, data: parsed.values.data };
}

function parse(args: readonly string[]) {
  return parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { store: { type: "string" }, data: { type: "string", default: "souk-data" } },
  });
}
