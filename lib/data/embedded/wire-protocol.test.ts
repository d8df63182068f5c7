import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  FrameReader,
  fatalError,
  readErrorText,
  readGreeting,
  readRow,
  simpleQuery,
  startupPacket,
} from "./wire-protocol";

describe("frames", () => {
  it("come out whole and in order, however the bytes were cut", () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ maxLength: 300 }), { minLength: 1, maxLength: 12 }),
        fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1 }),
        (queries, cuts) => {
          const frames = [startupPacket(), ...queries.map((sql) => simpleQuery(sql.replaceAll("\0", "")))];
          const bytes = Buffer.concat(frames);
          const reader = new FrameReader();
          const read: Buffer[] = [];
          for (let at = 0, turn = 0; at < bytes.length; turn++) {
            const size = cuts[turn % cuts.length]!;
            read.push(...reader.push(bytes.subarray(at, at + size)));
            at += size;
          }
          expect(read.map((frame) => frame.toString("hex"))).toEqual(
            frames.map((frame) => frame.toString("hex")),
          );
        },
      ),
    );
  });

  it("of a length that no client sends are refused", () => {
    const reader = new FrameReader(true);
    expect(() => reader.push(Buffer.from([0x51, 0xff, 0xff, 0xff, 0xff]))).toThrow("A frame of");
  });
});

describe("greetings", () => {
  it("tell their parameters", () => {
    const greeting = readGreeting(startupPacket());
    expect(greeting).toEqual({
      kind: "startup",
      parameters: new Map([
        ["user", "postgres"],
        ["database", "postgres"],
      ]),
    });
  });

  it.each([
    [80877103, "encryption"],
    [80877104, "encryption"],
    [80877102, "cancel"],
    [131072, "unknown"],
  ])("with code %i are of kind %s", (code, kind) => {
    const frame = Buffer.alloc(8);
    frame.writeUInt32BE(8, 0);
    frame.writeUInt32BE(code, 4);
    expect(readGreeting(frame).kind).toBe(kind);
  });
});

describe("answers", () => {
  it("keep missing apart from empty", () => {
    // Two columns: NULL (length -1) and an empty text.
    const row = Buffer.from([0x44, 0, 0, 0, 14, 0, 2, 0xff, 0xff, 0xff, 0xff, 0, 0, 0, 0]);
    expect(readRow(row)).toEqual([null, ""]);
  });

  it("carry an error's words", () => {
    expect(readErrorText(fatalError("28P01", "The password is wrong."))).toBe("The password is wrong.");
  });
});
