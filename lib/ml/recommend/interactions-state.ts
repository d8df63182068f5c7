import { MlError } from "../core/errors";
import type { Snapshot } from "../core/estimator";
import { snapshotNumbers } from "../core/estimator";
import type { SparseMatrix } from "../similarity/sparse-matrix";
import { checkSparse } from "../similarity/sparse-matrix";
import { IdIndex } from "./id-index";
import type { Interactions } from "./interactions";
import { interactionsFromSparse } from "./interactions";

/** A sparse matrix as plain numbers under `<name>Starts`, `<name>Indices` and `<name>Values`. */
export function sparseToState(X: SparseMatrix, name: string): Record<string, unknown> {
  return {
    [`${name}Starts`]: Array.from(X.starts),
    [`${name}Indices`]: Array.from(X.indices),
    [`${name}Values`]: Array.from(X.values),
  };
}

/** Reads what `sparseToState` wrote. @throws MlError BAD_SNAPSHOT. */
export function sparseFromState(
  snapshot: Snapshot,
  rows: number,
  columns: number,
  name: string,
): SparseMatrix {
  const matrix: SparseMatrix = {
    rows,
    columns,
    starts: Int32Array.from(snapshotNumbers(snapshot, `${name}Starts`, rows + 1)),
    indices: Int32Array.from(snapshotNumbers(snapshot, `${name}Indices`)),
    values: snapshotNumbers(snapshot, `${name}Values`),
  };
  return orDamaged(snapshot, () => {
    checkSparse(matrix, `"${name}"`);
    return matrix;
  });
}

/** Interactions as the plain numbers and texts that a snapshot may hold; for models that live on their memory. */
export function interactionsToState(X: Interactions): Record<string, unknown> {
  return { ...idsToState(X), ...sparseToState(X.byUser, "interaction") };
}

/** Reads what `interactionsToState` wrote. @throws MlError BAD_SNAPSHOT. */
export function interactionsFromState(snapshot: Snapshot): Interactions {
  const { users, items } = idsFromState(snapshot);
  const byUser = sparseFromState(snapshot, users.size, items.size, "interaction");
  return orDamaged(snapshot, () => interactionsFromSparse(users, items, byUser));
}

/** The two id columns of a snapshot's state. */
export function idsToState(X: { users: IdIndex; items: IdIndex }): Record<string, unknown> {
  return { userIds: [...X.users.ids], itemIds: [...X.items.ids] };
}

/** Reads what `idsToState` wrote. @throws MlError BAD_SNAPSHOT. */
export function idsFromState(snapshot: Snapshot): { users: IdIndex; items: IdIndex } {
  const read = (field: string): IdIndex => {
    const ids = snapshot.state[field];
    if (!Array.isArray(ids) || !ids.every((id) => typeof id === "string"))
      throw new MlError("BAD_SNAPSHOT", `"${field}" of a "${snapshot.kind}" snapshot is damaged.`, {
        expected: "texts",
        received: typeof ids,
      });
    return orDamaged(snapshot, () => new IdIndex(ids));
  };
  return { users: read("userIds"), items: read("itemIds") };
}

/** Whatever is wrong with numbers that came out of a snapshot is wrong with the snapshot. */
function orDamaged<T>(snapshot: Snapshot, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof MlError)) throw error;
    throw new MlError("BAD_SNAPSHOT", `A "${snapshot.kind}" snapshot contradicts itself: ${error.message}`);
  }
}
