import { join } from "node:path";
import type { Figures, GoalGroup } from "./goal";

interface Group {
  readonly group: string;
  readonly elasticity: number | null;
  readonly standardError: number | null;
}

const groupsOf = (figures: Figures) => figures.groups as readonly Group[];

const BRANDS = ["--where", "brand=1,5,10", "--fixed-effects", "brand"];
const PROMOTED = ["--controls", "feat,deal"];

/** Slopes over all rows by specification. */
const SPECIFICATIONS = [
  ["brands 1, 5, 10 with brand effects", BRANDS, -3.1387],
  ["no controls", [], -1.507],
  ["brand effects", ["--fixed-effects", "brand"], -2.916],
  ["brand effects, promotion", ["--fixed-effects", "brand", ...PROMOTED], -2.365],
  ["store × brand effects, promotion", ["--fixed-effects", "store*brand", ...PROMOTED], -2.528],
  ["the same and weeks", ["--fixed-effects", "store*brand,week", ...PROMOTED], -3.289],
] as const;

/** Slope and clustered error by brand, with ten cross prices, promotion and store effects. */
const CROSSED = [
  ["1", -2.781, 0.057],
  ["5", -2.905, 0.061],
  ["10", -2.831, 0.044],
  ["11", -1.001, 0.074],
] as const;

/** Price elasticities of orange juice. */
export const elasticityGoals: GoalGroup = {
  name: "elasticity",
  async *measure({ data, lab }) {
    const path = join(data, "orange-juice", "orangeJuice_yx.csv.gz");
    const words = ["elasticity", "--data", path, "--units", "logmove", "--units-are-logs"];
    const run = async (...more: string[]) =>
      groupsOf(await lab([...words, "--price", "price{brand}", ...more]));
    const goal = (what: string, reached: number | null, value: number, within: number) => ({
      ...{ what, reached, runs: 1, cpuSeconds: null },
      bound: { value, within },
    });
    for (const [name, more, slope] of SPECIFICATIONS)
      yield goal(`slope, ${name}`, (await run(...more))[0]!.elasticity, slope, 0.001);
    const byBrand = await run("--by", "brand");
    for (const [brand, slope] of [
      ["1", -2.7117],
      ["5", -3.321],
      ["10", -3.3775],
    ] as const)
      yield goal(
        `slope, brand ${brand} alone`,
        byBrand.find(({ group }) => group === brand)!.elasticity,
        slope,
        0.001,
      );
    const crossed = await run(
      ...["--by", "brand", "--controls", "log(price{!brand}),feat,deal"],
      ...["--fixed-effects", "store", "--cluster", "store"],
    );
    for (const [brand, slope, error] of CROSSED) {
      const found = crossed.find(({ group }) => group === brand)!;
      yield goal(`slope, brand ${brand} with cross prices`, found.elasticity, slope, 0.001);
      yield goal(`clustered error, brand ${brand} with cross prices`, found.standardError, error, 0.001);
    }
    const first = `week=${Array.from({ length: 96 }, (_, k) => 40 + k).join(",")}`;
    const shops = (await run("--by", "store,brand", ...PROMOTED, "--where", first)).flatMap(
      ({ elasticity }) => elasticity ?? [],
    );
    const sorted = shops.sort((a, b) => a - b);
    const mean = shops.reduce((sum, slope) => sum + slope, 0) / shops.length;
    const deviation = Math.sqrt(
      shops.reduce((sum, slope) => sum + (slope - mean) ** 2, 0) / (shops.length - 1),
    );
    yield goal(
      "median slope of store × brand, promotion, weeks 40–135",
      sorted[shops.length >> 1]!,
      -2.2,
      0.005,
    );
    yield goal("deviation of the same slopes", deviation, 0.92, 0.005);
  },
};
