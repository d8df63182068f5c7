import type { RankingPolicy } from "./policy";

/** One setting that two policies have differently. */
export interface PolicyChange {
  /** E.g. "weights.margin" or "sources.personal.weight". */
  readonly path: string;
  readonly before: string | number | boolean | null;
  readonly after: string | number | boolean | null;
}

/** Lists of rules, which `policy-rules.ts` compares rule by rule. */
const RULES = ["filters", "boosts", "pins", "buries"];

/** Every setting but the rules in which `after` differs from `before`, in the order of the policy's parts. */
export function diffPolicies(before: RankingPolicy, after: RankingPolicy): PolicyChange[] {
  const old = flatten(before);
  const now = flatten(after);
  return [...new Set([...old.keys(), ...now.keys()])].flatMap((path) => {
    const change = { path, before: old.get(path) ?? null, after: now.get(path) ?? null };
    return change.before === change.after ? [] : [change];
  });
}

type Leaf = string | number | boolean | null;

function flatten(policy: RankingPolicy): Map<string, Leaf> {
  const leaves = new Map<string, Leaf>();
  const walk = (path: string, value: unknown): void => {
    if (RULES.includes(path)) return;
    if (Array.isArray(value)) {
      value.forEach((item: unknown, k) => {
        walk(`${path}.${nameOf(item) ?? k + 1}`, item);
      });
      return;
    }
    if (value !== null && typeof value === "object") {
      for (const [key, inner] of Object.entries(value)) walk(path ? `${path}.${key}` : key, inner);
      return;
    }
    if (value !== undefined) leaves.set(path, value as Leaf);
  };
  walk("", policy);
  return leaves;
}

/** What an entry of a list is called, so that one that moved is no change. */
function nameOf(item: unknown): string | null {
  if (item === null || typeof item !== "object") return typeof item === "string" ? item : null;
  return (item as { source?: string }).source ?? null;
}
