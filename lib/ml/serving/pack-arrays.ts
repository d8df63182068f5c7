import { MlError } from "../core/errors";
import { drain, type TrainingProgress } from "../core/estimator";

const MAGIC = 0x314b4153;
/** A whole number of words. */
const STEP_BYTES = 1 << 21;
const TYPES = { f32: Float32Array, f64: Float64Array, i32: Int32Array, u8: Uint8Array } as const;
type TypeName = keyof typeof TYPES;
export type PackedArray = InstanceType<(typeof TYPES)[TypeName]>;

export interface Packed {
  /** Small facts, as JSON. */
  readonly meta: unknown;
  readonly arrays: Readonly<Record<string, PackedArray>>;
}

interface Header {
  readonly meta: unknown;
  readonly arrays: readonly { name: string; type: TypeName; length: number; offset: number }[];
}

/**
 * Numbers as bytes: magic, checksum, header length, JSON header, then each array on a boundary of 8 bytes, little
 * endian. A model of twenty thousand products takes megabytes and loads without parsing a number. O(bytes).
 */
export function packArrays({ meta, arrays }: Packed): Uint8Array {
  let offset = 0;
  const described = Object.entries(arrays).map(([name, array]) => {
    const type = (Object.keys(TYPES) as TypeName[]).find((key) => array instanceof TYPES[key])!;
    const at = offset;
    offset += Math.ceil(array.byteLength / 8) * 8;
    return { name, type, length: array.length, offset: at };
  });
  const header = new TextEncoder().encode(JSON.stringify({ meta, arrays: described } satisfies Header));
  const start = Math.ceil((12 + header.length) / 8) * 8;
  const bytes = new Uint8Array(start + offset);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, MAGIC, true);
  view.setUint32(8, header.length, true);
  bytes.set(header, 12);
  for (const { name, offset: at } of described) {
    const array = arrays[name]!;
    bytes.set(new Uint8Array(array.buffer, array.byteOffset, array.byteLength), start + at);
  }
  view.setUint32(4, drain(checksumSteps(bytes)), true);
  return bytes;
}

/** @throws MlError BAD_SNAPSHOT for bytes that were cut off, changed, or never packed. O(bytes). */
export function unpackArrays(bytes: Uint8Array): Packed {
  return drain(unpackArraysSteps(bytes));
}

/** The same in steps of a few milliseconds, for a server that goes on answering. The bytes must not change meanwhile. */
export function* unpackArraysSteps(bytes: Uint8Array): Generator<TrainingProgress, Packed> {
  const damaged = (what: string) => new MlError("BAD_SNAPSHOT", `The packed arrays are damaged: ${what}.`);
  if (bytes.byteLength < 12) throw damaged("too short");
  // Views need aligned memory, which a piece of a larger buffer may not have.
  const own = bytes.byteOffset % 8 === 0 ? bytes : bytes.slice();
  const view = new DataView(own.buffer, own.byteOffset, own.byteLength);
  if (view.getUint32(0, true) !== MAGIC) throw damaged("not in this format");
  if (view.getUint32(4, true) !== (yield* checksumSteps(own))) throw damaged("the checksum differs");
  const headerLength = view.getUint32(8, true);
  const header = JSON.parse(new TextDecoder().decode(own.subarray(12, 12 + headerLength))) as Header;
  const start = Math.ceil((12 + headerLength) / 8) * 8;
  const arrays = Object.fromEntries(
    header.arrays.map(({ name, type, length, offset }) => [
      name,
      new TYPES[type](own.buffer as ArrayBuffer, own.byteOffset + start + offset, length),
    ]),
  );
  return { meta: header.meta, arrays };
}

/** FNV-1a over 32-bit words, the checksum's own field left out; a short tail byte by byte. */
function* checksumSteps(bytes: Uint8Array): Generator<TrainingProgress, number> {
  let hash = 0x811c9dc5;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const whole = bytes.length - (bytes.length % 4);
  const totalSteps = Math.ceil(whole / STEP_BYTES);
  for (let from = 8, step = 0; from < whole; from += STEP_BYTES) {
    const end = Math.min(whole, from + STEP_BYTES);
    for (let at = from; at < end; at += 4) hash = Math.imul(hash ^ view.getUint32(at, true), 0x01000193);
    yield { step: ++step, totalSteps };
  }
  for (let at = Math.max(8, whole); at < bytes.length; at++) hash = Math.imul(hash ^ bytes[at]!, 0x01000193);
  return (hash ^ bytes.length) >>> 0;
}
