import { RETAIL_CURRENCY, RETAIL_TIME_ZONE } from "@/lib/domain/imports/online-retail";
import { inspectMovielens, type MovielensFolder } from "@/lib/services/imports/inspect-movielens";
import { inspectOnlineRetail, type RetailFile } from "@/lib/services/imports/inspect-online-retail";

/** What a format's first reading found. */
export type InspectedSource = MovielensFolder | RetailFile;

export interface FileFormat {
  /** What PATH is. */
  readonly path: "FOLDER" | "FILE";
  readonly about: string;
  /** What a shop made for it is called, and what its files leave unsaid. */
  readonly shop: { readonly name: string; readonly currency: string; readonly timeZone: string };
  readonly inspect: (path: string, onShare: (share: number) => void) => Promise<InspectedSource>;
}

/** The formats that files come in. To add one: an entry here, its reading and its storing in services/imports. */
export const FILE_FORMATS: Readonly<Record<InspectedSource["format"], FileFormat>> = {
  movielens: {
    path: "FOLDER",
    about: "u.user, u.item and u.data of MovieLens 100K, each also as .gz",
    shop: { name: "MovieLens", currency: "USD", timeZone: "UTC" },
    inspect: (path) => inspectMovielens(path),
  },
  "online-retail": {
    path: "FILE",
    about: "order lines of Online Retail or Online Retail II as CSV, also as .csv.gz",
    shop: { name: "Online Retail", currency: RETAIL_CURRENCY, timeZone: RETAIL_TIME_ZONE },
    inspect: inspectOnlineRetail,
  },
};
export type FileFormatName = keyof typeof FILE_FORMATS;

export function isFileFormat(name: string): name is FileFormatName {
  return Object.hasOwn(FILE_FORMATS, name);
}
