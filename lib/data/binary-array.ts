/** PostgreSQL types that a cell can be sent as, and what holds it here. */
export interface Elements {
  readonly uuid: string;
  readonly text: string;
  readonly int4: number;
  readonly int8: number;
  readonly float8: number;
  readonly bool: boolean;
  readonly timestamptz: Date;
  readonly jsonb: object | string | number | boolean;
}
export type ElementType = keyof Elements;

type Bytes = Buffer<ArrayBuffer>;

interface Encoding {
  /** The type's number in PostgreSQL's catalogue, the same in every version. */
  readonly oid: number;
  /** Bytes of an element; of a text they are counted. */
  readonly width: number | ((text: string) => number);
  readonly write: (buffer: Bytes, at: number, cell: never) => void;
}

/** Dimensions, whether there are nulls, the elements' type, their number, the index of the first. */
const HEADER_BYTES = 20;
const LENGTH_BYTES = 4;
/** PostgreSQL counts microseconds from the year 2000. */
const EPOCH_MS = Date.UTC(2000, 0, 1);
const JSONB_VERSION = 1;

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const NIBBLES = new Uint8Array(128);
for (const digits of ["0123456789abcdef", "0123456789ABCDEF"])
  for (let value = 0; value < 16; value++) NIBBLES[digits.charCodeAt(value)] = value;

function writeUuid(buffer: Bytes, at: number, text: string): void {
  if (!UUID.test(text)) throw new Error(`A bulk statement was given "${text}" as a UUID.`);
  for (let byte = 0, from = 0; byte < 16; byte++, from += 2) {
    if (byte === 4 || byte === 6 || byte === 8 || byte === 10) from++;
    buffer[at + byte] = (NIBBLES[text.charCodeAt(from)]! << 4) | NIBBLES[text.charCodeAt(from + 1)]!;
  }
}

function writeInt8(buffer: Bytes, at: number, value: number): void {
  if (!Number.isSafeInteger(value))
    throw new Error(`A bulk statement carries only whole numbers as int8; it was given ${value}.`);
  buffer.writeInt32BE(Math.floor(value / 2 ** 32), at);
  buffer.writeUInt32BE(value >>> 0, at + 4);
}

function writeFloat8(buffer: Bytes, at: number, value: number): void {
  if (!Number.isFinite(value))
    throw new Error(`A bulk statement carries only finite numbers; it was given ${value}.`);
  buffer.writeDoubleBE(value, at);
}

function writeInt4(buffer: Bytes, at: number, value: number): void {
  if (!Number.isInteger(value))
    throw new Error(`A bulk statement carries only whole numbers as int4; it was given ${value}.`);
  buffer.writeInt32BE(value, at);
}

const bytesOf = (text: string) => Buffer.byteLength(text);

const ENCODINGS: Readonly<Record<ElementType, Encoding>> = {
  uuid: { oid: 2950, width: 16, write: writeUuid },
  int4: { oid: 23, width: 4, write: writeInt4 },
  int8: { oid: 20, width: 8, write: writeInt8 },
  float8: { oid: 701, width: 8, write: writeFloat8 },
  bool: { oid: 16, width: 1, write: (buffer, at, value: boolean) => buffer.writeUInt8(value ? 1 : 0, at) },
  timestamptz: {
    oid: 1184,
    width: 8,
    write: (buffer, at, value: Date) => writeInt8(buffer, at, (value.getTime() - EPOCH_MS) * 1_000),
  },
  text: { oid: 25, width: bytesOf, write: (buffer, at, text: string) => buffer.write(text, at) },
  jsonb: {
    oid: 3802,
    width: (text) => 1 + bytesOf(text),
    write: (buffer, at, text: string) => buffer.write(text, buffer.writeUInt8(JSONB_VERSION, at)),
  },
};

/**
 * An array in PostgreSQL's binary form, as a parameter that the server reads without parsing words: a tenth of the
 * work for times and UUIDs, which are most of a row.
 * @throws Error for what the type cannot hold, rather than store something else
 */
export function encodeArray<T extends ElementType>(type: T, cells: readonly (Elements[T] | null)[]): Bytes {
  const { oid, width, write } = ENCODINGS[type];
  const values: readonly unknown[] =
    type === "jsonb" ? cells.map((cell) => (cell === null ? null : JSON.stringify(cell))) : cells;
  const lengths = values.map((cell) => {
    if (cell === null) return -1;
    return typeof width === "number" ? width : width(cell as string);
  });
  const bytes = lengths.reduce((sum, length) => sum + LENGTH_BYTES + Math.max(length, 0), HEADER_BYTES);
  const buffer = Buffer.allocUnsafe(bytes);
  buffer.writeInt32BE(1, 0);
  buffer.writeInt32BE(lengths.includes(-1) ? 1 : 0, 4);
  buffer.writeInt32BE(oid, 8);
  buffer.writeInt32BE(values.length, 12);
  buffer.writeInt32BE(1, 16);
  let at = HEADER_BYTES;
  values.forEach((cell, i) => {
    const length = lengths[i]!;
    at = buffer.writeInt32BE(length, at);
    if (length < 0) return;
    write(buffer, at, cell as never);
    at += length;
  });
  return buffer;
}
