import { z } from "zod";
import { MlError } from "../ml/core/errors";
import { LabError } from "./lab-error";
import { parseArguments } from "./parse-arguments";
import { LAB_TASKS } from "./registry";
import type { LabContext, LabTask } from "./task";

export interface LabOutcome {
  /** One JSON object: the figures, or `{"error":{"code","message","line"}}`. */
  readonly json: string;
  readonly exitCode: 0 | 1;
}

/**
 * Runs `TASK --option value …` and gives what is to be printed last. Never throws: an unforeseen failure becomes
 * an error of code INTERNAL and reaches `onUnexpected` whole.
 */
export async function runLab(
  words: readonly string[],
  context: LabContext,
  onUnexpected: (error: unknown) => void = () => {},
): Promise<LabOutcome> {
  try {
    const [name = "", ...rest] = words;
    const load = Object.hasOwn(LAB_TASKS, name) ? LAB_TASKS[name] : undefined;
    if (!load)
      throw new LabError(
        "UNKNOWN_TASK",
        `${name ? `There is no task "${name}"` : "Name a task"}: ${Object.keys(LAB_TASKS).join(", ")}.`,
      );
    const result = await runTask(await load(), parseArguments(rest), context);
    return { json: JSON.stringify(result), exitCode: 0 };
  } catch (error) {
    const known = error instanceof LabError || error instanceof MlError;
    if (!known) onUnexpected(error);
    const code = known ? error.code : "INTERNAL";
    const message = error instanceof Error ? error.message : String(error);
    const line = error instanceof LabError ? error.line : null;
    return { json: JSON.stringify({ error: { code, message, line } }), exitCode: 1 };
  }
}

/** Runs one task on options as texts (the command line's, or a form's) and checks its result. */
export async function runTask(
  task: LabTask,
  options: Readonly<Record<string, string | true>>,
  context: LabContext,
): Promise<unknown> {
  const schema = task.options instanceof z.ZodObject ? task.options.strict() : task.options;
  const parsed = schema.safeParse(options);
  if (!parsed.success) {
    const issue = parsed.error.issues[0]!;
    const unknown = issue.code === "unrecognized_keys" ? issue.keys[0]! : undefined;
    const flag = toFlag(unknown ?? String(issue.path[0] ?? ""));
    throw new LabError(
      "BAD_OPTION",
      unknown ? `The task "${task.name}" has no option ${flag}.` : `The option ${flag} ${issue.message}.`,
    );
  }
  const figures: unknown = await task.run(parsed.data, context);
  // Through JSON, so that NaN and infinities are null before the schema sees them.
  return task.result.parse(JSON.parse(JSON.stringify(figures)));
}

function toFlag(name: string): string {
  return `${name.length === 1 ? "-" : "--"}${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}
