import type { Interactions } from "../recommend/interactions";
import type { RankingModel } from "../recommend/ranking-model";
import type { RatingModel } from "../recommend/rating-model";

/** Predictions for every pair of the data and for people and items that it does not hold. */
export function pairPredictions(model: RatingModel, X: Interactions): Float64Array {
  const users = [...X.users.ids, "a stranger"];
  const items = [...X.items.ids, "a novelty"];
  const pairs = users.flatMap((user) => items.map((item) => ({ user, item })));
  return model.predictMany(
    pairs.map(({ user }) => user),
    pairs.map(({ item }) => item),
  );
}

/** Scores of every item for everybody, and for somebody unknown. */
export function allScores(model: RankingModel, X: Interactions): number[] {
  const scores = new Float64Array(X.items.size);
  return [...X.users.ids.keys(), -1].flatMap((user) => {
    model.scoreInto(user, scores);
    return Array.from(scores);
  });
}

/** Interactions that contradict themselves or hold NaN: every recommender must refuse them. */
export function brokenInteractions(good: Interactions): { title: string; X: Interactions; y: undefined }[] {
  const holed = good.byUser.values.slice();
  holed[0] = Number.NaN;
  const nothing = {
    ...good.byUser,
    starts: new Int32Array(good.byUser.rows + 1),
    indices: new Int32Array(0),
    values: new Float64Array(0),
  };
  return [
    { title: "values that are not numbers", X: { ...good, byUser: { ...good.byUser, values: holed } } },
    {
      title: "fewer values than cells",
      X: { ...good, byUser: { ...good.byUser, values: good.byUser.values.slice(1) } },
    },
    { title: "no interactions", X: { ...good, byUser: nothing } },
  ].map((subject) => ({ ...subject, y: undefined }));
}
