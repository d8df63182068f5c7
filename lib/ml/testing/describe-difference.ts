/**
 * Where two plain values first differ, as a phrase, or `null` when they are equal to the last bit.
 * Typed arrays equal arrays of their own kind only; NaN equals NaN; −0 differs from 0.
 */
export function describeDifference(actual: unknown, expected: unknown, path = "value"): string | null {
  if (Object.is(actual, expected)) return null;
  if (typeof actual !== "object" || typeof expected !== "object" || !actual || !expected)
    return `${path} is ${show(actual)}, expected ${show(expected)}`;
  if (actual.constructor !== expected.constructor)
    return `${path} is a ${actual.constructor?.name}, expected a ${expected.constructor?.name}`;
  if (isSequence(actual) && isSequence(expected)) {
    if (actual.length !== expected.length)
      return `${path} has ${actual.length} entries, expected ${expected.length}`;
    for (let i = 0; i < actual.length; i++) {
      const difference = describeDifference(actual[i], expected[i], `${path}[${i}]`);
      if (difference) return difference;
    }
    return null;
  }
  if (actual instanceof Map || actual instanceof Set)
    return describeDifference([...actual], [...(expected as Iterable<unknown>)], path);
  const left = actual as Record<string, unknown>;
  const right = expected as Record<string, unknown>;
  for (const key of new Set([...Object.keys(left), ...Object.keys(right)])) {
    if (!(key in left)) return `${path}.${key} is missing`;
    if (!(key in right)) return `${path}.${key} is not expected`;
    const difference = describeDifference(left[key], right[key], `${path}.${key}`);
    if (difference) return difference;
  }
  return null;
}

function isSequence(value: object): value is ArrayLike<unknown> & object {
  return Array.isArray(value) || (ArrayBuffer.isView(value) && !(value instanceof DataView));
}

function show(value: unknown): string {
  return typeof value === "string" ? JSON.stringify(value) : Object.is(value, -0) ? "-0" : String(value);
}
