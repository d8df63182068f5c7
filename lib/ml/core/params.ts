/**
 * A private, deeply frozen copy of a learner's options: nobody can change how a model was made after the fact.
 * Options are plain JSON-like values; fields that are `undefined` are dropped, so that a snapshot equals its copy.
 */
export function freezeParams<P extends object>(params: P): Readonly<P> {
  return deepFreeze(structuredClone(withoutUndefined(params)));
}

function withoutUndefined<P extends object>(params: P): P {
  return Object.fromEntries(Object.entries(params).filter(([, value]) => value !== undefined)) as P;
}

function deepFreeze<T>(value: T): T {
  if (typeof value === "object" && value !== null && !ArrayBuffer.isView(value)) {
    for (const entry of Object.values(value)) deepFreeze(entry);
    Object.freeze(value);
  }
  return value;
}
