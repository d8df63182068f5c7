import type { ProductPriceView } from "@/lib/contracts/pricing";

/** A price that is marked on the curves, and what it is. */
export type CurveLine =
  | { readonly x: number; readonly kind: "today" | "proposal" | "floor" | "ceiling" | "least" | "most" }
  | { readonly x: number; readonly kind: "competitor"; readonly name: string };

const MOST_COMPETITORS = 3;

/**
 * The prices marked on the curves, within them: today's, the open proposal's, floor and ceiling, both ends of what one
 * change may reach (where floor or ceiling do not draw them), and competitors whose price is in no doubt. O(n).
 */
export function curveLines(
  view: Pick<
    ProductPriceView,
    "curve" | "priceMinor" | "proposals" | "limits" | "leastMinor" | "mostMinor" | "competitors"
  >,
): CurveLine[] {
  const [low, high] = [view.curve[0]?.priceMinor ?? 0, view.curve.at(-1)?.priceMinor ?? 0];
  const open = view.proposals.find(({ status }) => status === "proposed" || status === "scheduled");
  const line = (x: number | null | undefined, kind: Exclude<CurveLine["kind"], "competitor">): CurveLine[] =>
    typeof x === "number" ? [{ x, kind }] : [];
  const limit = (kind: "floor" | "ceiling") => view.limits.find((one) => one.kind === kind)?.minor;
  const [floor, ceiling] = [limit("floor"), limit("ceiling")];
  return [
    ...line(view.priceMinor, "today"),
    ...line(open?.toMinor, "proposal"),
    ...line(floor, "floor"),
    ...line(ceiling, "ceiling"),
    ...(view.leastMinor === floor ? [] : line(view.leastMinor, "least")),
    ...(view.mostMinor === ceiling ? [] : line(view.mostMinor, "most")),
    ...view.competitors
      .filter(({ doubt }) => doubt === null)
      .slice(0, MOST_COMPETITORS)
      .map(
        ({ competitor, priceMinor }): CurveLine => ({ x: priceMinor, kind: "competitor", name: competitor }),
      ),
  ].filter(({ x }) => x >= low && x <= high);
}
