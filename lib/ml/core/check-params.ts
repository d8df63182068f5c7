import { MlError } from "./errors";

/** What a numeric option may be: bounds are inclusive, `above` excludes its own value. */
export interface ParamRule {
  readonly minimum?: number;
  readonly above?: number;
  readonly maximum?: number;
  readonly whole?: boolean;
}

/** Refuses an options object whose numbers break their rules. @throws MlError BAD_PARAMETER naming the option. */
export function checkParams<P extends object>(params: P, rules: { [K in keyof P]?: ParamRule }): void {
  for (const [name, rule] of Object.entries(rules) as [string, ParamRule][]) {
    const value: unknown = (params as Record<string, unknown>)[name];
    const allowed =
      typeof value === "number" &&
      Number.isFinite(value) &&
      (rule.minimum === undefined || value >= rule.minimum) &&
      (rule.above === undefined || value > rule.above) &&
      (rule.maximum === undefined || value <= rule.maximum) &&
      (!rule.whole || Number.isInteger(value));
    if (!allowed)
      throw new MlError("BAD_PARAMETER", `The option "${name}" is out of its range.`, {
        expected: [
          rule.whole ? "a whole number" : "a finite number",
          rule.minimum === undefined ? "" : `of at least ${rule.minimum}`,
          rule.above === undefined ? "" : `above ${rule.above}`,
          rule.maximum === undefined ? "" : `of at most ${rule.maximum}`,
        ]
          .filter(Boolean)
          .join(" "),
        received: String(value),
      });
  }
}

/** Refuses an option that is not one of its words. @throws MlError BAD_PARAMETER. */
export function checkChoice(name: string, value: unknown, choices: readonly string[]): void {
  if (!choices.includes(value as string))
    throw new MlError("BAD_PARAMETER", `The option "${name}" has no such value.`, {
      expected: choices.join(" or "),
      received: String(value),
    });
}
