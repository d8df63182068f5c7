/** The few parts of PostgreSQL's protocol 3.0 that the owner speaks itself; all else goes to the database unread. */

const PROTOCOL_3 = 196608;
const CANCEL_REQUEST = 80877102;
const SSL_REQUEST = 80877103;
const GSS_REQUEST = 80877104;
/** A frame longer than this is not a query but a mistake: PostgreSQL's own bound. */
const MAX_FRAME_BYTES = 0x3fffffff;

export type Greeting =
  | { readonly kind: "startup"; readonly parameters: ReadonlyMap<string, string> }
  | { readonly kind: "encryption" | "cancel" | "unknown" };

/** Cuts a byte stream into whole frames. Each byte is copied once, however many chunks a frame came in. */
export class FrameReader {
  #chunks: Buffer[] = [];
  #bytes = 0;
  #needed = 1;
  /** Until the greeting has been read, frames have no type byte. */
  #greeted: boolean;

  /** @param greeted whether the greeting is over, as it is in everything that a server sends */
  constructor(greeted = false) {
    this.#greeted = greeted;
  }

  /** @returns the frames that are now complete. @throws Error on a length that no client sends. */
  push(chunk: Buffer): Buffer[] {
    this.#chunks.push(chunk);
    this.#bytes += chunk.length;
    const frames: Buffer[] = [];
    if (this.#bytes < this.#needed) return frames;
    let rest = this.#chunks.length === 1 ? chunk : Buffer.concat(this.#chunks);
    for (;;) {
      const header = this.#greeted ? 1 : 0;
      if (rest.length < header + 4) {
        this.#needed = header + 4;
        break;
      }
      const length = rest.readUInt32BE(header);
      if (length < 4 || length > MAX_FRAME_BYTES) throw new Error(`A frame of ${length} bytes`);
      this.#needed = header + length;
      if (rest.length < this.#needed) break;
      const frame = rest.subarray(0, this.#needed);
      if (!this.#greeted) this.#greeted = readGreeting(frame).kind === "startup";
      frames.push(frame);
      rest = rest.subarray(this.#needed);
      this.#needed = 1;
    }
    this.#chunks = rest.length > 0 ? [rest] : [];
    this.#bytes = rest.length;
    return frames;
  }
}

export function readGreeting(frame: Buffer): Greeting {
  const code = frame.length >= 8 ? frame.readUInt32BE(4) : 0;
  if (code === SSL_REQUEST || code === GSS_REQUEST) return { kind: "encryption" };
  if (code === CANCEL_REQUEST) return { kind: "cancel" };
  if (code !== PROTOCOL_3) return { kind: "unknown" };
  const words = frame.toString("utf8", 8).split("\0");
  const parameters = new Map<string, string>();
  for (let i = 0; i + 1 < words.length && words[i] !== ""; i += 2) parameters.set(words[i]!, words[i + 1]!);
  return { kind: "startup", parameters };
}

function message(type: string, ...parts: readonly (Buffer | string)[]): Buffer {
  const body = Buffer.concat(
    parts.map((part) => (typeof part === "string" ? Buffer.from(`${part}\0`) : part)),
  );
  const head = Buffer.alloc(5);
  head.write(type, 0, "latin1");
  head.writeUInt32BE(body.length + 4, 1);
  return Buffer.concat([head, body]);
}

export function startupPacket(): Buffer {
  const body = Buffer.from("user\0postgres\0database\0postgres\0\0");
  const head = Buffer.alloc(8);
  head.writeUInt32BE(body.length + 8, 0);
  head.writeUInt32BE(PROTOCOL_3, 4);
  return Buffer.concat([head, body]);
}

export const askForPassword = (): Buffer => message("R", Buffer.from([0, 0, 0, 3]));
export const simpleQuery = (sql: string): Buffer => message("Q", sql);
export const sync = (): Buffer => message("S");

/** A refusal that a client shows as the server's own error. @param code five characters, PostgreSQL's SQLSTATE */
export function fatalError(code: string, text: string): Buffer {
  return message("E", "SFATAL", "VFATAL", `C${code}`, `M${text}`, Buffer.from([0]));
}

/** The columns of a server's row message as text. */
export function readRow(frame: Buffer): (string | null)[] {
  const columns = frame.readUInt16BE(5);
  let at = 7;
  return Array.from({ length: columns }, () => {
    const length = frame.readInt32BE(at);
    at += 4;
    if (length < 0) return null;
    at += length;
    return frame.toString("utf8", at - length, at);
  });
}

/** The words of a server's error message. */
export function readErrorText(frame: Buffer): string {
  const fields = frame.toString("utf8", 5).split("\0");
  return fields.find((field) => field.startsWith("M"))?.slice(1) ?? "unknown error";
}
