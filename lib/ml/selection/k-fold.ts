import { createRng, randomPermutation } from "../core/rng";
import { checkFolds, type Fold, foldOf } from "./fold";

/**
 * K-fold cross-validation: rows in random order are dealt to k folds whose sizes differ by at most one; each fold
 * tests once what the others trained. The larger folds come first.
 * @throws MlError BAD_PARAMETER, NOT_ENOUGH_DATA. O(k n). Source: Stone (1974); sizes as scikit-learn's KFold.
 */
export function kFold(rows: number, folds: number, seed: number): Fold[] {
  checkFolds(rows, folds);
  const order = randomPermutation(createRng(seed).fork("k-fold"), rows);
  const foldOfRow = new Int32Array(rows);
  let at = 0;
  for (let f = 0; f < folds; f++) {
    const size = Math.floor(rows / folds) + (f < rows % folds ? 1 : 0);
    for (let i = 0; i < size; i++) foldOfRow[order[at++]!] = f;
  }
  return Array.from({ length: folds }, (_, f) => foldOf(rows, (row) => foldOfRow[row] === f));
}

/**
 * K-fold with every class spread evenly: each class is dealt to the folds in turn, going on where the class before
 * ended, so that folds differ by at most one row of a class and one row in all.
 * @param classes one label per row. O(k n).
 */
export function stratifiedKFold(classes: ArrayLike<number | string>, folds: number, seed: number): Fold[] {
  const rows = classes.length;
  checkFolds(rows, folds);
  const byClass = new Map<number | string, number[]>();
  for (const row of randomPermutation(createRng(seed).fork("stratified-k-fold"), rows)) {
    const members = byClass.get(classes[row]!);
    if (members) members.push(row);
    else byClass.set(classes[row]!, [row]);
  }
  const foldOfRow = new Int32Array(rows);
  let next = 0;
  for (const members of byClass.values()) for (const row of members) foldOfRow[row] = next++ % folds;
  return Array.from({ length: folds }, (_, f) => foldOf(rows, (row) => foldOfRow[row] === f));
}
