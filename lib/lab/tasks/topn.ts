import { z } from "zod";
import { meanRankingScores } from "../../ml/metrics/ranking";
import { catalogueCoverage, novelty, personalisationDepth } from "../../ml/metrics/recommendation-variety";
import { BprFactorisation } from "../../ml/recommend/bpr-factorisation";
import { Ease } from "../../ml/recommend/ease";
import { ImplicitAls } from "../../ml/recommend/implicit-als";
import type { Interactions } from "../../ml/recommend/interactions";
import { NeighbourRanking } from "../../ml/recommend/neighbour-ranking";
import { Popularity } from "../../ml/recommend/popularity";
import { RankingBlend } from "../../ml/recommend/ranking-blend";
import type { RankingModel } from "../../ml/recommend/ranking-model";
import { type InteractionFile, readInteractions, toInteractions } from "../interactions-table";
import { LabError } from "../lab-error";
import { defineTask, figure, fileOption, integerOption, numberOption, seedOption } from "../task";
import { timed } from "../timed";

const LEARNERS = {
  popularity: () => new Popularity(),
  "user-knn": () => new NeighbourRanking({ orientation: "user" }),
  "item-knn": () => new NeighbourRanking({ orientation: "item" }),
  mf: (seed: number) => new BprFactorisation({ seed }),
  ials: (seed: number) => new ImplicitAls({ seed }),
  ease: () => new Ease({ orientation: "item" }),
  "ease-transposed": () => new Ease({ orientation: "user" }),
  blend: (seed: number) => new RankingBlend({ seed }),
} as const satisfies Record<string, (seed: number) => { fit(X: Interactions): RankingModel }>;

const ALGORITHMS = Object.keys(LEARNERS) as [keyof typeof LEARNERS, ...(keyof typeof LEARNERS)[]];

/**
 * Ranks all items that a person did not meet in training and looks where those of the test file stand.
 * With `--min-rating` only rows of at least that rating count as liking, in both files; every training row,
 * liked or not, keeps its item out of the person's list.
 */
export const topnTask = defineTask({
  name: "topn",
  summary: "Recommends k items a person and looks for those of a test file among them.",
  options: z.object({
    train: fileOption,
    test: fileOption,
    algorithm: z.enum(ALGORITHMS, { error: `must be one of ${ALGORITHMS.join(", ")}` }),
    k: integerOption(1).default(10),
    minRating: numberOption.optional(),
    seed: seedOption,
  }),
  result: z.object({
    task: z.literal("topn"),
    algorithm: z.enum(ALGORITHMS),
    k: z.number(),
    trainRows: z.number(),
    testRows: z.number(),
    users: z.number(),
    unknownUsers: z.number(),
    items: z.number(),
    ndcg: figure,
    recall: figure,
    precision: figure,
    mrr: figure,
    map: figure,
    coverage: figure,
    novelty: figure,
    personalisation: figure,
    popularityNdcg: figure,
    fitSeconds: figure,
    fitCpuSeconds: figure,
    scoreSeconds: figure,
    seed: z.number(),
  }),
  run(options, { progress }) {
    const train = readInteractions(options.train);
    const test = readInteractions(options.test);
    const liked = likedRows(train, options.minRating);
    const wanted = likedRows(test, options.minRating);
    if (liked.users.length === 0)
      throw new LabError("NOT_ENOUGH_DATA", `No row of ${train.source} reaches the minimum rating.`);
    const X = toInteractions(liked);
    const met = itemsByUser(train);
    const relevant = itemsByUser(wanted);
    for (const [user, items] of relevant) {
      for (const item of met.get(user) ?? []) items.delete(item);
      if (items.size === 0) relevant.delete(user);
    }
    if (relevant.size === 0)
      throw new LabError("NOT_ENOUGH_DATA", `${test.source} holds nothing that training did not.`);
    progress(`Learning from ${X.byUser.values.length} interactions of ${X.users.size} users.`);
    const {
      value: model,
      seconds: fitSeconds,
      cpuSeconds: fitCpuSeconds,
    } = timed(() => LEARNERS[options.algorithm](options.seed).fit(X));
    const { value: lists, seconds: scoreSeconds } = timed(() => listsFor(model, relevant, met, options.k));
    const scores = scoreLists(lists, relevant, options.k);
    const popular = listsFor(new Popularity().fit(X), relevant, met, options.k);
    const ranked = lists.map(({ items }) => items);
    const owners = new Map(X.items.ids.map((id, item) => [id, model.popularity[item]!]));
    const filled = ranked.filter((items) => items.length > 0).length;
    return {
      task: "topn" as const,
      algorithm: options.algorithm,
      k: options.k,
      trainRows: train.users.length,
      testRows: test.users.length,
      users: scores.lists,
      unknownUsers: lists.filter(({ user }) => X.users.indexOf(user) < 0).length,
      items: X.items.size,
      ndcg: scores.ndcg,
      recall: scores.recall,
      precision: scores.precision,
      mrr: scores.reciprocalRank,
      map: scores.averagePrecision,
      coverage: catalogueCoverage(ranked, options.k, X.items.size),
      novelty: filled > 0 ? novelty(ranked, options.k, owners, X.users.size) : null,
      personalisation: filled > 1 ? personalisationDepth(ranked, options.k) : null,
      popularityNdcg: scoreLists(popular, relevant, options.k).ndcg,
      fitSeconds,
      fitCpuSeconds,
      scoreSeconds,
      seed: options.seed,
    };
  },
});

/** The rows that say "liked": all of them, or those of at least `minRating`. */
function likedRows(file: InteractionFile, minRating: number | undefined): InteractionFile {
  const { ratings, timestamps } = file;
  if (minRating === undefined) return file;
  if (!ratings)
    throw new LabError("BAD_OPTION", `${file.source} has no ratings, so --min-rating does not apply.`);
  const kept = Array.from(ratings.keys()).filter((r) => ratings[r]! >= minRating);
  return {
    source: file.source,
    users: kept.map((r) => file.users[r]!),
    items: kept.map((r) => file.items[r]!),
    ratings: Float64Array.from(kept, (r) => ratings[r]!),
    timestamps: timestamps && Float64Array.from(kept, (r) => timestamps[r]!),
  };
}

function itemsByUser(file: InteractionFile): Map<string, Set<string>> {
  const sets = new Map<string, Set<string>>();
  file.users.forEach((user, r) => {
    const items = sets.get(user);
    if (items) items.add(file.items[r]!);
    else sets.set(user, new Set([file.items[r]!]));
  });
  return sets;
}

interface List {
  readonly user: string;
  readonly items: readonly string[];
}

function listsFor(
  model: RankingModel,
  people: ReadonlyMap<string, unknown>,
  met: ReadonlyMap<string, Set<string>>,
  k: number,
): List[] {
  return Array.from(people.keys(), (user) => ({
    user,
    items: model
      .recommend(user, { count: k, exclude: met.get(user) ?? [] })
      .items.map(({ itemId }) => itemId),
  }));
}

function scoreLists(lists: readonly List[], relevant: ReadonlyMap<string, Set<string>>, k: number) {
  return meanRankingScores(
    lists.map(({ user, items }) => ({ ranked: items, relevant: relevant.get(user)! })),
    k,
  );
}
