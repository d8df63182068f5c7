import { parseArgs } from "node:util";
import { SIZES } from "../demo/demo-options";

export interface EvaluateOptions {
  readonly task: string;
  readonly size: (typeof SIZES)[number];
  readonly seed: number | undefined;
  readonly days: number | undefined;
  readonly customers: number | undefined;
  /** How far policies are run forward, and on how many replicates of the world. */
  readonly weeks: number;
  readonly replicates: number;
  /** A data folder that holds a demo; undefined: one is filled and thrown away. */
  readonly data: string | undefined;
}

export const EVALUATE_USAGE = `npm run evaluate -- TASK [options]

  world           steps the simulated shop without a database: rows of each kind, a hash over all of them, time, memory
  fill            fills an embedded database with it: time and peak memory of this process and of the database
  segmentation    how much of the hidden personas the product's own features and defaults recover

  recommendations what the engine's lists earn against simpler ones, on the same worlds
  pricing         what pricing policies earn on the hidden demand of several worlds, two at a time
  pricing-world   the same on one world
  reprice         20,000 products on an embedded database get new proposals from a stored model: time and peak memory

  --size SIZE     small, standard or large (small)
  --seed N        another world (world, fill and pricing-world; pricing: the first of them)
  --days N        a shorter history (world and fill)
  --weeks N       how far policies are run forward (26; recommendations and pricing)
  --replicates N  on how many replicates of the world (20; recommendations) or on how many worlds (20; pricing)
  --customers N   another number of customers (1500; pricing)
  --data FOLDER   an existing demo's data folder (segmentation); without it one is filled and thrown away

Prints one JSON object as its last line.
`;

/** @returns null when help was asked for @throws Error with a sentence for the person at the keyboard */
export function parseEvaluateOptions(
  args: readonly string[],
  tasks: readonly string[],
): EvaluateOptions | null {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      size: { type: "string", default: "small" },
      seed: { type: "string" },
      days: { type: "string" },
      customers: { type: "string" },
      weeks: { type: "string", default: "26" },
      replicates: { type: "string", default: "20" },
      data: { type: "string" },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) return null;
  const task = positionals[0] ?? "";
  if (!tasks.includes(task) || positionals.length > 1)
    throw new Error(`Name one of ${tasks.join(", ")}, not "${positionals.join(" ")}".`);
  const size = SIZES.find((known) => known === values.size);
  if (!size) throw new Error(`--size is one of ${SIZES.join(", ")}, not "${values.size}".`);
  const whole = (name: "seed" | "days" | "customers" | "weeks" | "replicates"): number | undefined => {
    const text = values[name];
    if (text === undefined) return undefined;
    if (!/^\d+$/.test(text)) throw new Error(`--${name} is a whole number, not "${text}".`);
    return Number(text);
  };
  const replicates = whole("replicates")!;
  if (replicates < 2) throw new Error("--replicates is at least 2: one world tells nothing of chance.");
  return {
    ...{ task, size, seed: whole("seed"), days: whole("days"), customers: whole("customers") },
    ...{ weeks: whole("weeks")!, replicates, data: values.data },
  };
}
