/** A decimal amount held exactly: whole millionths of the currency's unit. */
export type Micros = number;

const MICROS_PER_UNIT = 1_000_000;
const FORM = /^(-)?(\d{1,9})(?:\.(\d{1,6}))?$/;

/** The amount that a text such as `2.55` or `-11062.06` writes, exactly; undefined for any other text. */
export function parseMicros(text: string): Micros | undefined {
  const match = FORM.exec(text);
  if (!match) return undefined;
  const size = Number(match[2]) * MICROS_PER_UNIT + Number((match[3] ?? "").padEnd(6, "0"));
  return match[1] && size > 0 ? -size : size;
}

/**
 * `quantity` times an amount in minor units of a currency, rounded once, half up; a line that takes back rounds to
 * the same size as the one it takes back.
 * @param minorPerUnit 100 for pounds and pence
 * @returns undefined where the result is no safe integer
 */
export function totalMinor(quantity: number, amount: Micros, minorPerUnit: number): number | undefined {
  const product = quantity * amount * minorPerUnit;
  const exact = Number.isSafeInteger(product) ? product : undefined;
  if (exact !== undefined) {
    const size = Math.abs(exact);
    const rounded =
      Math.floor(size / MICROS_PER_UNIT) + (size % MICROS_PER_UNIT >= MICROS_PER_UNIT / 2 ? 1 : 0);
    return exact < 0 && rounded > 0 ? -rounded : rounded;
  }
  const wide = BigInt(quantity) * BigInt(amount) * BigInt(minorPerUnit);
  const size = wide < 0n ? -wide : wide;
  const rounded = Number((size + BigInt(MICROS_PER_UNIT / 2)) / BigInt(MICROS_PER_UNIT));
  if (!Number.isSafeInteger(rounded)) return undefined;
  return wide < 0n ? -rounded : rounded;
}
