import { parseArgs } from "node:util";

export const SIZES = ["small", "standard", "large"] as const;
export type DemoSize = (typeof SIZES)[number];

export interface DemoOptions {
  /** Undefined: 3000, or the next free one. */
  readonly port: number | undefined;
  readonly data: string;
  /** Undefined: whatever the shop has; a new one is of standard size. */
  readonly size: DemoSize | undefined;
  readonly fresh: boolean;
  /** The shop's clock runs, a day a minute; else it stands still. */
  readonly live: boolean;
}

export const DEMO_USAGE = `npm run demo -- [options]

  --port N        serve on this loopback port (3000, or the next free one)
  --data FOLDER   keep everything in this folder (./souk-data)
  --size SIZE     small, standard or large: how much the first shop holds (standard)
  --live          let the shop go on, a day a minute; without it its clock stands still
  --fresh         empty the data folder first; refused while Souk runs on it

With DATABASE_URL set everything is kept on that PostgreSQL server.
`;

/** @throws Error with a sentence for the person at the keyboard */
export function parseDemoOptions(args: readonly string[], databaseUrl: string | undefined): DemoOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      port: { type: "string" },
      data: { type: "string", default: "souk-data" },
      size: { type: "string" },
      fresh: { type: "boolean", default: false },
      live: { type: "boolean", default: false },
    },
  });
  const port = values.port === undefined ? undefined : Number(values.port);
  if (port !== undefined && !(Number.isInteger(port) && port >= 1 && port <= 65_535))
    throw new Error(`--port is a number from 1 to 65535, not "${values.port}".`);
  const size = SIZES.find((known) => known === values.size);
  if (values.size !== undefined && !size)
    throw new Error(`--size is one of ${SIZES.join(", ")}, not "${values.size}".`);
  if (values.fresh && databaseUrl)
    throw new Error(
      "--fresh empties the data folder; it leaves a server alone. Unset DATABASE_URL or drop --fresh.",
    );
  return { port, data: values.data, size, fresh: values.fresh, live: values.live };
}

/** What to say where a shop keeps another size than the one asked for. */
export function sizeNote(asked: DemoSize | undefined, kept: string): string | undefined {
  if (asked === undefined || asked === kept) return undefined;
  return `--size ${asked} has no effect: the shop was made at size ${kept}. Begin anew with --fresh.`;
}
