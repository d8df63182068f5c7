import { describe, expect, it } from "vitest";
import { assemble, type Code, type ValueType, wasm } from "./web-assembly";

/** Builds one function and gives it, with the memory it works on. */
function build(
  parameters: readonly ValueType[],
  result: ValueType,
  locals: readonly ValueType[],
  body: Code,
): { run: (...values: number[]) => number; memory: Float64Array } {
  const memory = new WebAssembly.Memory({ initial: 1 });
  const code = assemble([{ name: "run", parameters, result, locals, body }]);
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(code), { host: { memory } });
  return { run: exports.run as (...values: number[]) => number, memory: new Float64Array(memory.buffer) };
}

describe("assembled code", () => {
  it("computes with its parameters", () => {
    const { run } = build(
      ["f64", "f64"],
      "f64",
      [],
      [wasm.get(0), wasm.get(1), wasm.f64Multiply, wasm.f64Sqrt],
    );
    expect(run(2, 8)).toBe(4);
  });
  it("keeps every whole number, whatever its length in bytes and its sign", () => {
    for (const value of [0, 1, 63, 64, 127, 128, 300, 65_535, 2 ** 31 - 1, -1, -64, -65, -129, -(2 ** 31)])
      expect(build([], "i32", [], wasm.i32Const(value)).run()).toBe(value);
  });
  it("reaches memory at far offsets", () => {
    const { run, memory } = build(["i32"], "f64", [], [wasm.get(0), wasm.f64Load(8 * 1000)]);
    memory[1003] = 7.25;
    expect(run(24)).toBe(7.25);
  });
  it("loops, branches and chooses", () => {
    // Counts 1, 2, … while below the limit; doubles the count when it passed ten.
    const { run } = build(
      ["i32"],
      "i32",
      ["i32"],
      [
        wasm.loop(
          [wasm.get(1), wasm.i32Const(1), wasm.i32Add, wasm.set(1)],
          [wasm.get(1), wasm.get(0), wasm.i32Less, wasm.branchIf(0)],
        ),
        [wasm.i32Const(10), wasm.get(1), wasm.i32Less],
        wasm.ifElse([wasm.get(1), wasm.i32Const(2), wasm.i32Multiply, wasm.set(1)], []),
        wasm.get(1),
      ],
    );
    expect([run(5), run(20)]).toEqual([5, 40]);
  });
  it("works on two numbers at a time", () => {
    const body = [
      [
        wasm.i32Const(0),
        wasm.v128Load(),
        wasm.i32Const(16),
        wasm.v128Load(),
        wasm.f64x2Multiply,
        wasm.set(0),
      ],
      [wasm.get(0), wasm.f64x2Lane(0), wasm.get(0), wasm.f64x2Lane(1), wasm.f64Add],
    ];
    const { run, memory } = build([], "f64", ["v128"], body);
    memory.set([2, 3, 5, 7]);
    expect(run()).toBe(31);
  });
});
