import { type Code, type WasmFunction, wasm } from "../core/web-assembly";

/**
 * The two inner loops of k-means in WebAssembly, made for one number of columns: two centres are measured at a time, one
 * in each half of a vector, and the nearest is found without a branch. On 50,000 × 8 rows and 12 centres a fit takes about
 * half the time that typed arrays in JavaScript need.
 *
 * Pairs of centres are laid out column by column: (a₀, b₀), (a₁, b₁), … so that a row's value is compared with both.
 */
export const FLOAT = 8;
export const PAIR = 16;
/** A row's values stay in registers up to this width. */
const REGISTERS = 8;
/** Columns per turn of the loop over wider rows. */
const UNROLLED = 8;
/** Relative room for rounding, so that a bound never skips a row that exact arithmetic would move. */
const SLACK = 1 + 1e-9;

const {
  block,
  loop,
  branchIf,
  get,
  set,
  tee,
  i32Const,
  i32Load,
  i32Store,
  f64Const,
  f64Load,
  f64Store,
  v128Load,
  v128LoadSplat64,
  v128Store,
  f64x2Lane,
} = wasm;

/** local += bytes */
const advance = (local: number, bytes: number): Code => [
  get(local),
  i32Const(bytes),
  wasm.i32Add,
  set(local),
];

/**
 * Squared distances of a row to a pair of centres, left on the stack as a vector.
 * @param at locals: row pointer, pair pointer (both kept), two scratch pointers, a loop end, a vector, a sum, and the
 * first of the row's registers.
 */
function pairDistance(columns: number, at: PairLocals): Code {
  const column = (offset: number, value: Code, pointer: number): Code => [
    value,
    get(pointer),
    v128Load(PAIR * offset),
    wasm.f64x2Subtract,
    tee(at.gap),
    get(at.gap),
    wasm.f64x2Multiply,
  ];
  if (columns <= REGISTERS) {
    return Array.from({ length: columns }, (_, f) => [
      column(f, get(at.registers + f), at.pair),
      f > 0 ? wasm.f64x2Add : [],
    ]);
  }
  const turns = Math.floor(columns / UNROLLED);
  const fromMemory = (f: number): Code =>
    column(f, [get(at.rowScratch), v128LoadSplat64(FLOAT * f)], at.pairScratch);
  const add = (f: number): Code => [fromMemory(f), get(at.sum), wasm.f64x2Add, set(at.sum)];
  return [
    [get(at.row), set(at.rowScratch), get(at.pair), set(at.pairScratch)],
    [f64Const(0), wasm.f64x2Splat, set(at.sum)],
    [get(at.row), i32Const(turns * UNROLLED * FLOAT), wasm.i32Add, set(at.end)],
    loop(
      Array.from({ length: UNROLLED }, (_, f) => add(f)),
      advance(at.rowScratch, UNROLLED * FLOAT),
      advance(at.pairScratch, UNROLLED * PAIR),
      [get(at.rowScratch), get(at.end), wasm.i32Less, branchIf(0)],
    ),
    Array.from({ length: columns % UNROLLED }, (_, f) => add(f)),
    get(at.sum),
  ];
}

interface PairLocals {
  readonly row: number;
  readonly pair: number;
  readonly rowScratch: number;
  readonly pairScratch: number;
  readonly end: number;
  readonly gap: number;
  readonly sum: number;
  readonly registers: number;
}

const registerCount = (columns: number) => (columns <= REGISTERS ? columns : 0);
/** Brings a row's values into registers, once per row. */
const loadRow = (columns: number, at: PairLocals): Code =>
  Array.from({ length: registerCount(columns) }, (_, f) => [
    get(at.row),
    v128LoadSplat64(FLOAT * f),
    set(at.registers + f),
  ]);

/**
 * measure(row, rowEnd, pairs, pairsEnd, nearest, out, sums): for each row and candidate the smaller of the row's present
 * distance and that to the candidate, into `out`; their sums per candidate, added to `sums`.
 */
export function measureFunction(columns: number): WasmFunction {
  const [row, rowEnd, pairs, pairsEnd, nearest, out, sums, sumAt] = [0, 1, 2, 3, 4, 5, 6, 8];
  const at: PairLocals = {
    row: row!,
    pair: 7,
    rowScratch: 9,
    pairScratch: 10,
    end: 11,
    gap: 12,
    sum: 13,
    registers: 15,
  };
  const known = 14;
  return {
    name: "measure",
    parameters: ["i32", "i32", "i32", "i32", "i32", "i32", "i32"],
    locals: [
      ...(["i32", "i32", "i32", "i32", "i32", "v128", "v128", "v128"] as const),
      ...Array.from({ length: registerCount(columns) }, () => "v128" as const),
    ],
    body: loop(
      loadRow(columns, at),
      [get(nearest!), v128LoadSplat64(), set(known)],
      [get(pairs!), set(at.pair), get(sums!), set(sumAt!)],
      loop(
        [get(out!), pairDistance(columns, at), get(known), wasm.f64x2PickMin, tee(at.gap), v128Store()],
        [get(sumAt!), get(sumAt!), v128Load(), get(at.gap), wasm.f64x2Add, v128Store()],
        advance(out!, PAIR),
        advance(sumAt!, PAIR),
        advance(at.pair, PAIR * columns),
        [get(at.pair), get(pairsEnd!), wasm.i32Less, branchIf(0)],
      ),
      advance(nearest!, FLOAT),
      advance(row!, FLOAT * columns),
      [get(row!), get(rowEnd!), wasm.i32Less, branchIf(0)],
    ),
  };
}

/** Squared distance of a row to one centre, both column by column, left on the stack. Scalars: it is measured rarely. */
function singleDistance(columns: number, row: number, centre: number, at: SingleLocals): Code {
  const square = (f: number): Code => [
    get(at.rowScratch),
    v128Load(FLOAT * f),
    get(at.centreScratch),
    v128Load(FLOAT * f),
    wasm.f64x2Subtract,
    tee(at.gap),
    get(at.gap),
    wasm.f64x2Multiply,
    get(at.sum),
    wasm.f64x2Add,
    set(at.sum),
  ];
  const squares = (count: number): Code => Array.from({ length: count / 2 }, (_, pair) => square(2 * pair));
  const turns = Math.floor(columns / UNROLLED);
  const rest = columns % UNROLLED;
  const last = rest - 1;
  return [
    [get(row), set(at.rowScratch), get(centre), set(at.centreScratch)],
    [f64Const(0), wasm.f64x2Splat, set(at.sum)],
    turns === 0
      ? []
      : [
          [get(row), i32Const(turns * UNROLLED * FLOAT), wasm.i32Add, set(at.end)],
          loop(
            squares(UNROLLED),
            advance(at.rowScratch, UNROLLED * FLOAT),
            advance(at.centreScratch, UNROLLED * FLOAT),
            [get(at.rowScratch), get(at.end), wasm.i32Less, branchIf(0)],
          ),
        ],
    squares(rest - (rest % 2)),
    [get(at.sum), f64x2Lane(0), get(at.sum), f64x2Lane(1), wasm.f64Add],
    rest % 2 === 0
      ? []
      : [
          [get(at.rowScratch), f64Load(FLOAT * last), get(at.centreScratch), f64Load(FLOAT * last)],
          [wasm.f64Subtract, tee(at.scalar), get(at.scalar), wasm.f64Multiply, wasm.f64Add],
        ],
  ];
}

interface SingleLocals {
  readonly rowScratch: number;
  readonly centreScratch: number;
  readonly end: number;
  readonly gap: number;
  readonly sum: number;
  readonly scalar: number;
}

/**
 * update(number, rowEnd, row, pairs, pairsEnd, centres, upper, lower, label, moved, drop, halfGap, changed, formerly,
 * first): one pass of Hamerly's rule over the rows from `row`. Writes bounds and labels, lists the rows that change
 * cluster with the cluster they leave, and gives their number. With `first` every row is measured.
 */
export function updateFunction(columns: number): WasmFunction {
  const parameter = {
    number: 0,
    rowEnd: 1,
    row: 2,
    pairs: 3,
    pairsEnd: 4,
    centres: 5,
    upper: 6,
    lower: 7,
    label: 8,
    moved: 9,
    drop: 10,
    halfGap: 11,
    changed: 12,
    formerly: 13,
    first: 14,
  } as const;
  const local = {
    own: 15,
    ownOffset: 16,
    centre: 17,
    pair: 18,
    rowScratch: 19,
    pairScratch: 20,
    end: 21,
    count: 22,
    winner: 23,
    far: 24,
    near: 25,
    bound: 26,
    scalar: 27,
    low: 28,
    high: 29,
    gap: 30,
    sum: 31,
    best: 32,
    next: 33,
    index: 34,
    bestIndex: 35,
    distance: 36,
    registers: 37,
  } as const;
  const at: PairLocals = { ...local, row: parameter.row };
  const single: SingleLocals = { ...local, centreScratch: local.pairScratch };
  const ofOwn = (base: number): Code => [get(base), get(local.ownOffset), wasm.i32Add, f64Load()];
  const isSafe: Code = [get(local.near), f64Const(SLACK), wasm.f64Multiply, get(local.bound), wasm.f64Less];
  const storeUpper: Code = [get(parameter.upper), get(local.near), f64Store()];
  const checkBounds: Code = [
    [get(local.own), i32Const(3), wasm.i32ShiftLeft, set(local.ownOffset)],
    [get(parameter.lower), f64Load(), ofOwn(parameter.drop), wasm.f64Subtract, set(local.far)],
    [get(parameter.lower), get(local.far), f64Store()],
    [get(parameter.upper), f64Load(), ofOwn(parameter.moved), wasm.f64Add, set(local.near)],
    [get(local.far), ofOwn(parameter.halfGap), wasm.f64Max, set(local.bound)],
    storeUpper,
    [isSafe, branchIf(1)],
    [
      get(parameter.centres),
      get(local.own),
      i32Const(columns * FLOAT),
      wasm.i32Multiply,
      wasm.i32Add,
      set(local.centre),
    ],
    [singleDistance(columns, parameter.row, local.centre, single), wasm.f64Sqrt, set(local.near)],
    storeUpper,
    [isSafe, branchIf(1)],
  ];
  const scan: Code = [
    loadRow(columns, at),
    [f64Const(Number.MAX_VALUE), wasm.f64x2Splat, tee(local.best), set(local.next)],
    [firstPairNumbers, tee(local.index), set(local.bestIndex)],
    [get(parameter.pairs), set(local.pair)],
    loop(
      [pairDistance(columns, at), set(local.distance)],
      [
        get(local.next),
        get(local.best),
        get(local.distance),
        wasm.f64x2PickMax,
        wasm.f64x2PickMin,
        set(local.next),
      ],
      [get(local.index), get(local.bestIndex), get(local.distance), get(local.best), wasm.f64x2Less],
      [wasm.v128BitSelect, set(local.bestIndex)],
      [get(local.best), get(local.distance), wasm.f64x2PickMin, set(local.best)],
      [get(local.index), f64Const(2), wasm.f64x2Splat, wasm.f64x2Add, set(local.index)],
      advance(local.pair, PAIR * columns),
      [get(local.pair), get(parameter.pairsEnd), wasm.i32Less, branchIf(0)],
    ),
    // Of the two halves' winners the nearer one; of equally near ones the lower number.
    [get(local.best), f64x2Lane(0), set(local.low), get(local.best), f64x2Lane(1), set(local.high)],
    [get(local.high), get(local.low), wasm.f64Less],
    [get(local.high), get(local.low), wasm.f64Equal],
    [get(local.bestIndex), f64x2Lane(1), get(local.bestIndex), f64x2Lane(0), wasm.f64Less],
    [wasm.i32Multiply, wasm.i32Add],
    wasm.ifElse(takeHalf(1), takeHalf(0)),
  ];
  function takeHalf(half: 0 | 1): Code {
    const [own, other] = half === 0 ? [local.low, local.high] : [local.high, local.low];
    return [
      [get(local.bestIndex), f64x2Lane(half), wasm.i32FromFloat, set(local.winner)],
      [get(parameter.upper), get(own!), wasm.f64Sqrt, f64Store()],
      [
        get(parameter.lower),
        get(other!),
        get(local.next),
        f64x2Lane(half),
        wasm.f64Min,
        wasm.f64Sqrt,
        f64Store(),
      ],
    ];
  }
  const noteChange: Code = [
    [get(local.winner), get(local.own), wasm.i32NotEqual],
    wasm.if(
      [get(parameter.changed), get(parameter.number), i32Store()],
      [get(parameter.formerly), get(local.own), i32Store()],
      [get(parameter.label), get(local.winner), i32Store()],
      advance(parameter.changed, 4),
      advance(parameter.formerly, 4),
      advance(local.count, 1),
    ),
  ];
  return {
    name: "update",
    parameters: Array.from({ length: 15 }, () => "i32" as const),
    result: "i32",
    locals: [
      ...Array.from({ length: 9 }, () => "i32" as const),
      ...Array.from({ length: 6 }, () => "f64" as const),
      ...Array.from({ length: 7 + registerCount(columns) }, () => "v128" as const),
    ],
    body: [
      loop(
        block(
          [get(parameter.label), i32Load(), set(local.own)],
          [get(parameter.first), wasm.i32Eqz],
          wasm.if(checkBounds),
          scan,
          noteChange,
        ),
        advance(parameter.number, 1),
        advance(parameter.upper, FLOAT),
        advance(parameter.lower, FLOAT),
        advance(parameter.label, 4),
        advance(parameter.row, FLOAT * columns),
        [get(parameter.row), get(parameter.rowEnd), wasm.i32Less, branchIf(0)],
      ),
      get(local.count),
    ],
  };
}

/** (0, 1): a vector whose halves number the centres of the first pair. */
const firstPairNumbers: Code = wasm.f64x2Const(0, 1);
