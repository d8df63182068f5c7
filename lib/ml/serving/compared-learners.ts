import type { TrainingProgress } from "../core/estimator";
import { createRng, type Rng } from "../core/rng";
import { ImplicitAls } from "../recommend/implicit-als";
import {
  type Interactions,
  interactionsFromColumns,
  interactionsFromSparse,
} from "../recommend/interactions";
import { MatrixFactorisation } from "../recommend/matrix-factorisation";
import { NeighbourRanking } from "../recommend/neighbour-ranking";
import { SvdPlusPlus } from "../recommend/svd-plus-plus";
import { TopSelection } from "../recommend/top-selection";
import type { SimilarityName } from "../similarity/similarity";
import type { ShopHistory } from "./shop-history";

/**
 * Learners of taste that are judged beside those that serve and never serve themselves: each has a row for every
 * customer, and a newcomer or a click would wait for the next training (docs/decisions/0009).
 */
export const COMPARED_LEARNERS = [
  "user-pearson",
  "user-cosine",
  "matrix-factorisation",
  "svd-plus-plus",
  "implicit-als",
] as const;
export type ComparedLearner = (typeof COMPARED_LEARNERS)[number];

/** Customers that they learn from at most: likeness between people grows with the square of their number. */
export const COMPARED_CUSTOMERS = 3_000;

/** The `count` products of most score for a customer, those of `without` passed over; none for a stranger. */
export type TasteLists = (customerId: string, count: number, without: ReadonlySet<string>) => string[];

type Scores = (user: number, scores: Float64Array) => void;

/**
 * Meetings of the judged customers and, where there is room, of the first others: what the compared learners learn from.
 * @returns null without any
 */
export function comparedInteractions(
  { products, meetings }: Pick<ShopHistory, "products" | "meetings">,
  judged: ReadonlySet<string>,
): Interactions | null {
  const sold = new Set(products.map(({ productId }) => productId));
  const people = new Set(judged);
  for (const { customerId } of meetings) {
    if (people.size >= COMPARED_CUSTOMERS) break;
    people.add(customerId);
  }
  const known = meetings.filter(({ customerId, productId }) => people.has(customerId) && sold.has(productId));
  if (known.length === 0) return null;
  return interactionsFromColumns(
    {
      users: known.map(({ customerId }) => customerId),
      items: known.map(({ productId }) => productId),
      values: known.map(({ strength }) => strength),
    },
    { duplicates: "sum" },
  );
}

/** Trains one of them. Cost: that of the learner; a list O(products) and more by neighbours. */
export function* fitComparedSteps(
  X: Interactions,
  learner: ComparedLearner,
  seed: number,
): Generator<TrainingProgress, TasteLists> {
  const score = yield* FITTED[learner](X, seed);
  const scores = new Float64Array(X.items.size);
  return (customerId, count, without) => {
    const user = X.users.indexOf(customerId);
    if (user < 0) return [];
    score(user, scores);
    const best = new TopSelection(count);
    for (let item = 0; item < scores.length; item++)
      if (!without.has(X.items.idAt(item))) best.offer(item, scores[item]!);
    return Array.from(best.ranked(), (item) => X.items.idAt(item));
  };
}

type Fit = (X: Interactions, seed: number) => Generator<TrainingProgress, Scores>;

const people = (similarity: SimilarityName): Fit =>
  function* (X) {
    const learner = new NeighbourRanking({ orientation: "user", similarity, valueInfluence: 0.8 });
    const model = yield* learner.fitSteps(X);
    return (user, scores) => model.scoreUser(user, scores);
  };
const factors = (Learner: typeof MatrixFactorisation | typeof SvdPlusPlus): Fit =>
  function* (X, seed) {
    const learner = new Learner({ factors: 16, epochs: 15, seed });
    const model = yield* learner.fitSteps(withUnmet(X, createRng(seed).fork("unmet")));
    return (user, scores) => {
      for (let item = 0; item < scores.length; item++) scores[item] = model.score(user, item);
    };
  };

const FITTED: Readonly<Record<ComparedLearner, Fit>> = {
  "user-pearson": people("pearson"),
  "user-cosine": people("cosine"),
  "matrix-factorisation": factors(MatrixFactorisation),
  "svd-plus-plus": factors(SvdPlusPlus),
  *"implicit-als"(X, seed) {
    const model = yield* new ImplicitAls({ factors: 16, sweeps: 6, seed }).fitSteps(X);
    return (user, scores) => model.scoreUser(user, scores);
  },
};

/**
 * As many pairs again that never met, drawn at random, at strength 0, under the same numbers: what predicts a strength
 * learns from the pairs it is given alone, and all of a shop's are of people who wanted something. O(pairs).
 */
function withUnmet(X: Interactions, rng: Rng): Interactions {
  const { rows, columns, starts, indices, values } = X.byUser;
  const nextStarts = new Int32Array(rows + 1);
  const nextIndices: number[] = [];
  const nextValues: number[] = [];
  for (let user = 0; user < rows; user++) {
    const own = new Map<number, number>();
    for (let e = starts[user]!; e < starts[user + 1]!; e++) own.set(indices[e]!, values[e]!);
    for (let k = own.size; k > 0; k--) {
      const item = Math.floor(rng.next() * columns);
      if (!own.has(item)) own.set(item, 0);
    }
    for (const [item, value] of [...own].sort((a, b) => a[0] - b[0])) {
      nextIndices.push(item);
      nextValues.push(value);
    }
    nextStarts[user + 1] = nextIndices.length;
  }
  return interactionsFromSparse(X.users, X.items, {
    ...{ rows, columns, starts: nextStarts, indices: Int32Array.from(nextIndices) },
    values: Float64Array.from(nextValues),
  });
}
