import { z } from "zod";
import { parseNumber } from "./table";

export interface LabContext {
  /** Says what is going on, for a person who waits; never part of the result. */
  readonly progress: (sentence: string) => void;
}

/** One task of the lab: a learner or an evaluation that runs on files and gives figures. */
export interface LabTask<O extends z.ZodType = z.ZodType, R extends z.ZodType = z.ZodType> {
  readonly name: string;
  readonly summary: string;
  /** Options by camel-case name, read from the command line as texts (`--min-rating 4` is `minRating: "4"`). */
  readonly options: O;
  /** The printed object. Figures that do not apply are null; NaN and infinities become null. */
  readonly result: R;
  readonly run: (options: z.output<O>, context: LabContext) => z.input<R> | Promise<z.input<R>>;
}

/** Gives a task its types; nothing more. */
export function defineTask<O extends z.ZodType, R extends z.ZodType>(task: LabTask<O, R>): LabTask<O, R> {
  return task;
}

/** A path to a file. */
export const fileOption = z.string({ error: "needs a file" }).min(1);
/** One column's name. */
export const columnOption = z.string({ error: "needs a column's name" }).min(1);
/** Names separated by commas. */
export const listOption = z
  .string({ error: "needs names separated by commas" })
  .transform((text) =>
    text
      .split(",")
      .map((name) => name.trim())
      .filter((name) => name !== ""),
  )
  .refine((names) => names.length > 0, { error: "needs at least one name" });
/** A switch: present or not. */
export const flagOption = z
  .literal(true, { error: "takes no value" })
  .optional()
  .transform((value) => value ?? false);
/** A number. */
export const numberOption = z.string({ error: "needs a number" }).transform((text, context) => {
  const value = parseNumber(text);
  if (value !== null) return value;
  context.issues.push({ code: "custom", message: "must be a number", input: text });
  return z.NEVER;
});
/** A whole number of at least `least`. */
export function integerOption(least: number) {
  return z
    .string({ error: "needs a whole number" })
    .regex(/^-?\d+$/, { error: "must be a whole number" })
    .transform(Number)
    .refine((value) => value >= least, { error: `must be at least ${least}` })
    .refine(Number.isSafeInteger, { error: `must be at most ${Number.MAX_SAFE_INTEGER}` });
}
/** The seed of every random choice; 1 unless given. */
export const seedOption = integerOption(0).default(1);
/** A figure of a result. */
export const figure = z.number().nullable();
