import { GradientBoosting } from "../../ml/tree/gradient-boosting";
import { type Bench, type Measurement, measureWork } from "./bench";
import { accuracyOf, classifiedRows, sklearnScript } from "./classified-rows";
import { PYTHON_HINT, runPython } from "./python";

const ROWS = 16_000;
const TREES = 100;

export const boostingBench: Bench = {
  name: "boosting",
  about: `${TREES} boosted trees of 31 leaves, logistic loss, ${ROWS} × 10 rows, one thread`,
  quality: "accuracy on 4,000 other rows, higher is better",
  contenders: () => {
    const data = classifiedRows(ROWS, 4000);
    return [
      {
        name: "souk",
        measure: () => {
          const learner = new GradientBoosting({ loss: "logistic", trees: TREES, l2: 0 });
          const { value, ...times } = measureWork(() => learner.fit(data.train, data.classes));
          const classes = value.predict(data.test).map((share) => (share > 0.5 ? 1 : 0));
          return { ...times, quality: accuracyOf(classes, data.testClasses) };
        },
      },
      {
        name: "scikit-learn (histogram)",
        install: PYTHON_HINT,
        measure: () =>
          runPython<Measurement>(
            ["sklearn"],
            sklearnScript(
              "from sklearn.ensemble import HistGradientBoostingClassifier",
              `HistGradientBoostingClassifier(max_iter=${TREES}, early_stopping=False, random_state=1)`,
              ROWS,
            ),
            data.flat,
          ),
      },
    ];
  },
};
