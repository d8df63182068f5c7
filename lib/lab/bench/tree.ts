import { DecisionTree } from "../../ml/tree/decision-tree";
import { type Bench, type Measurement, measureWork } from "./bench";
import { accuracyOf, asArrays, classifiedRows, sklearnScript } from "./classified-rows";
import { findPackage, packageHint } from "./find-package";
import { PYTHON_HINT, runPython } from "./python";

const DEPTH = 8;
/** ml-cart's time grows with the square of the rows: beyond these it takes minutes. */
const MOST_CART_ROWS = 2000;

function classificationTree(name: string, rows: number): Bench {
  return {
    name,
    about: `classification tree, ${rows} × 10 rows, depth ${DEPTH}, one thread`,
    quality: "accuracy on 4,000 other rows, higher is better",
    contenders: () => {
      const data = classifiedRows(rows, 4000);
      const cart = {
        name: "ml-cart",
        install: packageHint("ml-cart", "2.1.1"),
        mostRuns: 1,
        measure: async () => {
          const found = await findPackage<typeof import("ml-cart")>("ml-cart");
          if (!found) return null;
          const model = new found.DecisionTreeClassifier({
            gainFunction: "gini",
            maxDepth: DEPTH,
            minNumSamples: 1,
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
            const learner = new DecisionTree({ task: "classification", maxDepth: DEPTH, minLeafRows: 1 });
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
                "from sklearn.tree import DecisionTreeClassifier",
                `DecisionTreeClassifier(max_depth=${DEPTH}, random_state=1)`,
                rows,
              ),
              data.flat,
            ),
        },
        ...(rows <= MOST_CART_ROWS ? [cart] : []),
      ];
    },
  };
}

export const treeBench = classificationTree("tree", 16_000);
export const smallTreeBench = classificationTree("tree-small", MOST_CART_ROWS);
