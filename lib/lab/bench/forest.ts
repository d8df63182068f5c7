import { RandomForest } from "../../ml/tree/random-forest";
import { type Bench, type Measurement, measureWork } from "./bench";
import { accuracyOf, asArrays, classifiedRows, sklearnScript } from "./classified-rows";
import { findPackage, packageHint } from "./find-package";
import { PYTHON_HINT, runPython } from "./python";

/** ml-random-forest grows each tree in quadratic time: beyond these rows it takes many minutes. */
const MOST_PACKAGE_ROWS = 1000;

function randomForest(name: string, rows: number, trees: number): Bench {
  return {
    name,
    about: `random forest of ${trees} trees, ${rows} × 10 rows, with its out-of-bag error, one thread`,
    quality: "accuracy on 4,000 other rows, higher is better",
    contenders: () => {
      const data = classifiedRows(rows, 4000);
      const packaged = {
        name: "ml-random-forest (no out-of-bag error)",
        install: packageHint("ml-random-forest", "2.1.0"),
        mostRuns: 1,
        measure: async () => {
          const found = await findPackage<typeof import("ml-random-forest")>("ml-random-forest");
          if (!found) return null;
          const model = new found.RandomForestClassifier({
            seed: 1,
            maxFeatures: 3,
            replacement: false,
            nEstimators: trees,
            useSampleBagging: true,
            noOOB: true,
          });
          const [X, y] = [asArrays(data.train), Array.from(data.classes)];
          const { value: _, ...times } = measureWork(() => model.train(X, y));
          return { ...times, quality: accuracyOf(model.predict(asArrays(data.test)), data.testClasses) };
        },
      };
      return [
        {
          name: "souk",
          measure: () => {
            const learner = new RandomForest({ task: "classification", trees, seed: 1 });
            const { value, ...times } = measureWork(() => learner.fit(data.train, data.classes));
            return { ...times, quality: accuracyOf(value.predict(data.test), data.testClasses) };
          },
        },
        {
          name: "scikit-learn",
          install: PYTHON_HINT,
          measure: () =>
            runPython<Measurement>(
              ["sklearn"],
              sklearnScript(
                "from sklearn.ensemble import RandomForestClassifier",
                `RandomForestClassifier(${trees}, oob_score=True, n_jobs=1, random_state=1)`,
                rows,
              ),
              data.flat,
            ),
        },
        ...(rows <= MOST_PACKAGE_ROWS ? [packaged] : []),
      ];
    },
  };
}

export const forestBench = randomForest("forest", 16_000, 50);
export const smallForestBench = randomForest("forest-small", MOST_PACKAGE_ROWS, 10);
