/**
 * A very small assembler for WebAssembly, for the few inner loops where two numbers at a time pay (128-bit vectors of
 * two float64, which JavaScript cannot ask for). Code is written as nested lists of named instructions; every fit may
 * have code made for its own number of columns. Results are the same on every machine: there is no fused rounding.
 * Source: WebAssembly Core Specification 2.0, chapter 5 (binary format).
 */
export type Code = readonly (number | Code)[];

export type ValueType = "i32" | "f64" | "v128";
const TYPE: Record<ValueType, number> = { i32: 0x7f, f64: 0x7c, v128: 0x7b };
const NO_RESULT = 0x40;

export interface WasmFunction {
  readonly name: string;
  readonly parameters: readonly ValueType[];
  readonly result?: ValueType;
  /** Locals after the parameters, which are locals 0, 1, … themselves. */
  readonly locals: readonly ValueType[];
  readonly body: Code;
}

/** Unsigned LEB128. */
function unsigned(value: number): number[] {
  const bytes: number[] = [];
  let rest = value;
  do {
    const low = rest % 128;
    rest = Math.floor(rest / 128);
    bytes.push(rest > 0 ? low + 128 : low);
  } while (rest > 0);
  return bytes;
}

/** Signed LEB128 of a 32-bit integer. */
function signed(value: number): number[] {
  const bytes: number[] = [];
  let rest = value;
  for (;;) {
    const low = rest & 127;
    rest >>= 7;
    const done = (rest === 0 && low < 64) || (rest === -1 && low >= 64);
    bytes.push(done ? low : low + 128);
    if (done) return bytes;
  }
}

function float64(value: number): number[] {
  return Array.from(new Uint8Array(Float64Array.of(value).buffer));
}

/** Instructions by their names in the specification. Alignment hints are those of whole vectors at worst. */
export const wasm = {
  block: (...body: Code): Code => [0x02, NO_RESULT, body, 0x0b],
  loop: (...body: Code): Code => [0x03, NO_RESULT, body, 0x0b],
  if: (...body: Code): Code => [0x04, NO_RESULT, body, 0x0b],
  ifElse: (then: Code, otherwise: Code): Code => [0x04, NO_RESULT, then, 0x05, otherwise, 0x0b],
  branch: (depth: number): Code => [0x0c, depth],
  branchIf: (depth: number): Code => [0x0d, depth],
  get: (local: number): Code => [0x20, unsigned(local)],
  set: (local: number): Code => [0x21, unsigned(local)],
  tee: (local: number): Code => [0x22, unsigned(local)],
  i32Const: (value: number): Code => [0x41, signed(value)],
  i32Load: (offset = 0): Code => [0x28, 2, unsigned(offset)],
  i32Store: (offset = 0): Code => [0x36, 2, unsigned(offset)],
  i32FromFloat: [0xaa],
  i32Eqz: [0x45],
  i32Equal: [0x46],
  i32NotEqual: [0x47],
  /** Unsigned, as pointers are compared. */
  i32Less: [0x49],
  i32Add: [0x6a],
  i32Multiply: [0x6c],
  i32ShiftLeft: [0x74],
  f64Const: (value: number): Code => [0x44, float64(value)],
  f64Load: (offset = 0): Code => [0x2b, 3, unsigned(offset)],
  f64Store: (offset = 0): Code => [0x39, 3, unsigned(offset)],
  f64Equal: [0x61],
  f64Less: [0x63],
  f64Sqrt: [0x9f],
  f64Add: [0xa0],
  f64Subtract: [0xa1],
  f64Multiply: [0xa2],
  f64Min: [0xa4],
  f64Max: [0xa5],
  v128Load: (offset = 0): Code => [0xfd, 0, 3, unsigned(offset)],
  v128LoadSplat64: (offset = 0): Code => [0xfd, 10, 3, unsigned(offset)],
  v128Store: (offset = 0): Code => [0xfd, 11, 3, unsigned(offset)],
  /** Bits of the first where the third is set, else of the second. */
  v128BitSelect: [0xfd, 82],
  f64x2Const: (first: number, second: number): Code => [0xfd, 12, float64(first), float64(second)],
  f64x2Splat: [0xfd, 20],
  f64x2Lane: (lane: 0 | 1): Code => [0xfd, 33, lane],
  f64x2Less: [0xfd, 73],
  f64x2Add: [0xfd, unsigned(240)],
  f64x2Subtract: [0xfd, unsigned(241)],
  f64x2Multiply: [0xfd, unsigned(242)],
  /** Smaller and larger without the cost of NaN rules. */
  f64x2PickMin: [0xfd, unsigned(246)],
  f64x2PickMax: [0xfd, unsigned(247)],
} as const;

/** A module that imports its memory as `host.memory` and exports the functions. */
export function assemble(functions: readonly WasmFunction[]): Uint8Array<ArrayBuffer> {
  const types = functions.map(({ parameters, result }) => [
    0x60,
    vector(parameters.map((type) => [TYPE[type]])),
    vector(result ? [[TYPE[result]]] : []),
  ]);
  const bodies = functions.map(({ locals, body }) => {
    const code = flatten([vector(locals.map((type) => [1, TYPE[type]])), body, 0x0b]);
    return [unsigned(code.length), code];
  });
  const exports = functions.map(({ name }, index) => [text(name), 0x00, unsigned(index)]);
  const memory = [text("host"), text("memory"), 0x02, 0x00, 0];
  return Uint8Array.from(
    flatten([
      [0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
      section(1, vector(types)),
      section(2, vector([memory])),
      section(3, vector(functions.map((_, index) => unsigned(index)))),
      section(7, vector(exports)),
      section(10, vector(bodies)),
    ]),
  );
}

function section(id: number, content: Code): Code {
  const bytes = flatten(content);
  return [id, unsigned(bytes.length), bytes];
}

function vector(items: readonly Code[]): Code {
  return [unsigned(items.length), ...items];
}

function text(value: string): Code {
  return vector(Array.from(new TextEncoder().encode(value), (byte) => [byte]));
}

function flatten(code: Code): number[] {
  const bytes: number[] = [];
  const walk = (part: Code) => {
    for (const item of part)
      if (typeof item === "number") bytes.push(item);
      else walk(item);
  };
  walk(code);
  return bytes;
}
