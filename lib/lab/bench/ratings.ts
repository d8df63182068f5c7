import { createRng, randomNormal, randomPermutation } from "../../ml/core/rng";
import { rootMeanSquaredError } from "../../ml/metrics/prediction-errors";
import { BayesianFactorisationMachine } from "../../ml/recommend/bayesian-factorisation-machine";
import { FAST_BAYESIAN_FACTORISATION } from "../../ml/recommend/bayesian-factorisation-params";
import type { InteractionColumns, Interactions } from "../../ml/recommend/interactions";
import { interactionsFromColumns } from "../../ml/recommend/interactions";
import { MatrixFactorisation } from "../../ml/recommend/matrix-factorisation";
import type { RatingModel } from "../../ml/recommend/rating-model";
import { type Bench, type Measurement, measureWork } from "./bench";
import { findPackage, packageHint } from "./find-package";

const USERS = 943;
const ITEMS = 1_682;
const RANK = 6;

interface Split {
  readonly train: InteractionColumns & { readonly values: Float64Array };
  readonly test: InteractionColumns & { readonly values: Float64Array };
}

/**
 * 100,000 ratings from 1 to 5 in the shape of MovieLens 100K: activity and popularity fall off as 1/rank, six
 * hidden tastes, noise; a fifth is held back.
 */
function makeRatings(): Split {
  const rng = createRng("bench/ratings");
  const normals = (label: string, n: number, deviation: number): Float64Array => {
    const own = rng.fork(label);
    return Float64Array.from({ length: n }, () => deviation * randomNormal(own));
  };
  const userBias = normals("user-bias", USERS, 0.4);
  const itemBias = normals("item-bias", ITEMS, 0.45);
  const p = normals("p", USERS * RANK, 0.5);
  const q = normals("q", ITEMS * RANK, 0.5);
  const noise = rng.fork("noise");
  const choice = rng.fork("choice");
  /** An index below n whose frequency falls off as 1/(index + 20). */
  const draw = (n: number): number => Math.min(n - 1, Math.floor(20 * ((n + 20) / 20) ** choice.next() - 20));
  const rows = new Map<number, number>();
  while (rows.size < 100_000) {
    const u = draw(USERS);
    const i = draw(ITEMS);
    let value = 3.5 + userBias[u]! + itemBias[i]! + 0.8 * randomNormal(noise);
    for (let f = 0; f < RANK; f++) value += p[u * RANK + f]! * q[i * RANK + f]!;
    rows.set(u * ITEMS + i, Math.min(5, Math.max(1, Math.round(value))));
  }
  const cells = [...rows];
  const order = randomPermutation(rng.fork("split"), cells.length);
  const part = (from: number, to: number) => {
    const chosen = Array.from(order.subarray(from, to), (at) => cells[at]!);
    return {
      users: chosen.map(([cell]) => String(Math.floor(cell / ITEMS))),
      items: chosen.map(([cell]) => String(cell % ITEMS)),
      values: Float64Array.from(chosen, ([, value]) => value),
    };
  };
  return { train: part(0, 80_000), test: part(80_000, cells.length) };
}

/** What is used of npm's libmf, which is compared only where it is installed. */
interface Libmf {
  readonly Matrix: new () => { push(user: number, item: number, value: number): void };
  readonly Model: new (
    options: object,
  ) => {
    fit(data: object): void;
    predict(user: number, item: number): number;
  };
}

const LIBMF_HINT = packageHint("libmf", "0.2.0");

async function measureLibmf({ train, test }: Split, options: object): Promise<Measurement | null> {
  const libmf = await findPackage<Libmf>("libmf");
  if (!libmf) return null;
  const { value, ...times } = measureWork(() => {
    const data = new libmf.Matrix();
    train.users.forEach((user, r) => {
      data.push(Number(user), Number(train.items[r]), train.values[r]!);
    });
    const model = new libmf.Model({ quiet: true, threads: 1, ...options });
    model.fit(data);
    return Float64Array.from(test.users, (user, r) =>
      Math.min(5, Math.max(1, model.predict(Number(user), Number(test.items[r])))),
    );
  });
  return { ...times, quality: rootMeanSquaredError(test.values, value) };
}

function measureOurs({ train, test }: Split, learner: { fit(X: Interactions): RatingModel }): Measurement {
  const { value, ...times } = measureWork(() =>
    learner.fit(interactionsFromColumns(train)).predictMany(test.users, test.items),
  );
  return { ...times, quality: rootMeanSquaredError(test.values, value) };
}

export const ratingsBench: Bench = {
  name: "ratings",
  about: "matrix factorisation, 80,000 ratings of 943 × 1,682, 20,000 held out; fit and predict",
  quality: "RMSE, lower is better",
  contenders: () => {
    const split = makeRatings();
    return [
      { name: "souk", measure: () => measureOurs(split, new MatrixFactorisation({ seed: 1 })) },
      {
        name: "souk, Bayesian, fast",
        measure: () =>
          measureOurs(split, new BayesianFactorisationMachine({ ...FAST_BAYESIAN_FACTORISATION, seed: 1 })),
      },
      { name: "libmf, defaults", install: LIBMF_HINT, measure: () => measureLibmf(split, {}) },
      {
        name: "libmf, tuned",
        install: LIBMF_HINT,
        measure: () =>
          measureLibmf(split, {
            factors: 40,
            iterations: 60,
            lambdaP2: 0.09,
            lambdaQ2: 0.09,
            learningRate: 0.05,
          }),
      },
    ];
  },
};
