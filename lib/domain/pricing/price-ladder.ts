/** Products that keep their order: good, better, best. */
export interface PriceLadder {
  /** As people call it; no two ladders of a policy share one. */
  readonly name: string;
  /** At least two, from the cheapest to the dearest. */
  readonly productIds: readonly string[];
  /** Least distance between neighbours as a share of the cheaper; 0: any at all, but never the same price. */
  readonly gap: number;
}

/** Where a product stands on a ladder. */
export interface LadderPlace {
  readonly ladder: string;
  readonly gap: number;
  /** The products below and above it. */
  readonly below: readonly string[];
  readonly above: readonly string[];
}

export const MOST_LADDERS = 100;
export const MOST_RUNGS = 12;
export const WIDEST_GAP = 0.5;

/** The places of one product. O(ladders · rungs). */
export function ladderPlaces(ladders: readonly PriceLadder[], productId: string): LadderPlace[] {
  return ladders.flatMap(({ name, gap, productIds }) => {
    const rung = productIds.indexOf(productId);
    if (rung < 0) return [];
    return [{ ladder: name, gap, below: productIds.slice(0, rung), above: productIds.slice(rung + 1) }];
  });
}

export const LADDER_PROBLEMS = ["NO_NAME", "SAME_NAME", "TOO_FEW", "TWICE", "GAP", "CONTRADICTS"] as const;
/** What is wrong with a ladder. */
export interface LadderProblem {
  readonly kind: (typeof LADDER_PROBLEMS)[number];
  /** Which of the ladders. */
  readonly at: number;
  /** Of a contradiction: the two products that this ladder puts in order, and the ladders that say otherwise. */
  readonly contradiction?: {
    readonly cheaper: string;
    readonly dearer: string;
    readonly ladders: readonly string[];
  };
}

/** Everything that keeps ladders from holding together; empty when all can be kept at once. O((ladders · rungs)²). */
export function ladderProblems(ladders: readonly PriceLadder[]): LadderProblem[] {
  const names = ladders.map(({ name }) => name.trim().toLowerCase());
  const problems = ladders.flatMap(({ productIds, gap }, at): LadderProblem[] => {
    const name = names[at]!;
    const found: [LadderProblem["kind"], boolean][] = [
      ["NO_NAME", name === ""],
      ["SAME_NAME", name !== "" && names.indexOf(name) < at],
      ["TOO_FEW", productIds.length < 2],
      ["TWICE", new Set(productIds).size < productIds.length],
      ["GAP", !(gap >= 0 && gap <= WIDEST_GAP)],
    ];
    return found.filter(([, holds]) => holds).map(([kind]) => ({ kind, at }));
  });
  if (problems.some(({ kind }) => kind === "TWICE")) return problems;
  return [...problems, ...contradictions(ladders)];
}

/** What each problem is called where a policy is refused for it. */
export const LADDER_PROBLEM_SENTENCES: Readonly<Record<LadderProblem["kind"], string>> = {
  NO_NAME: "Every price ladder needs a name.",
  SAME_NAME: "Two price ladders are called “{ladder}”. Give one another name.",
  TOO_FEW: "The price ladder “{ladder}” needs two products or more.",
  TWICE: "A product stands twice on the price ladder “{ladder}”. Remove one of the two.",
  GAP: "The distance on the price ladder “{ladder}” must lie between 0 and 50 %.",
  CONTRADICTS:
    "The price ladder “{ladder}” puts {dearer} above {cheaper}, and “{others}” the other way round. Change one of them.",
};

interface Step {
  readonly to: string;
  readonly ladder: string;
}

/** Ladders whose order some of those before them say the other way round, directly or one through another. */
function contradictions(ladders: readonly PriceLadder[]): LadderProblem[] {
  const dearerThan = new Map<string, Step[]>();
  return ladders.flatMap(({ name, productIds }, at): LadderProblem[] => {
    for (const [k, cheaper] of productIds.entries())
      for (const dearer of productIds.slice(k + 1)) {
        const against = wayUp(dearerThan, dearer, cheaper);
        if (against)
          return [{ kind: "CONTRADICTS", at, contradiction: { cheaper, dearer, ladders: against } }];
      }
    for (const [k, cheaper] of productIds.slice(0, -1).entries())
      dearerThan.set(cheaper, [...(dearerThan.get(cheaper) ?? []), { to: productIds[k + 1]!, ladder: name }]);
    return [];
  });
}

/** The ladders on the shortest way up from one product to another; null where none leads there. */
function wayUp(steps: ReadonlyMap<string, readonly Step[]>, from: string, to: string): string[] | null {
  const ways = new Map<string, readonly string[]>([[from, []]]);
  for (const [product, way] of ways) {
    if (product === to) return [...new Set(way)];
    for (const step of steps.get(product) ?? [])
      if (!ways.has(step.to)) ways.set(step.to, [...way, step.ladder]);
  }
  return null;
}
