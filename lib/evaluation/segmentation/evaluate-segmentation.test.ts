import { describe, expect, it } from "vitest";
import { runHistory } from "@/lib/world/run-history";
import { evaluateSegmentation } from "./evaluate-segmentation";
import { prepareProfiles } from "./prepare-profiles";
import { PROFILE_FEATURES, ProfileBuilder } from "./profile-features";

function profilesOf(wish: Parameters<typeof runHistory>[0]) {
  const steps = runHistory(wish);
  const builder = new ProfileBuilder();
  let from = 0;
  let now = 0;
  let result = steps.next();
  while (!result.done) {
    builder.add(result.value);
    from ||= result.value.startsAt;
    now = result.value.endsAt;
    result = steps.next();
  }
  return { profiles: builder.finish(now, from), world: result.value.state.world };
}

const shop = profilesOf({ size: "small" });
const prepared = { customerNos: shop.profiles.customerNos, X: prepareProfiles(shop.profiles) };

describe("segmentation against the hidden personas", () => {
  it("leaves the personas neither obvious nor hidden, and k-means finds what can be found", () => {
    const report = evaluateSegmentation(shop.world, prepared, { trees: 100 });
    expect(report.personas).toBe(6);
    expect(report.customers).toBeGreaterThan(200);
    expect(report.ceiling).toBeGreaterThan(0.6);
    expect(report.ceiling).toBeLessThan(0.9);
    expect(report.kmeansShare).toBeGreaterThanOrEqual(0.85);
  });

  it("recovers nothing from rows that were dealt to other people", () => {
    const { customerNos } = prepared;
    const shifted = customerNos.map((_, k) => customerNos[(k + 97) % customerNos.length]!);
    const dealt = { customerNos: shifted, X: prepared.X };
    const report = evaluateSegmentation(shop.world, dealt, { trees: 30 });
    expect(Math.abs(report.kmeans)).toBeLessThan(0.05);
    expect(Math.abs(report.ceiling)).toBeLessThan(0.05);
  });
});

describe("profile features", () => {
  it("read recency, frequency and money off the rows themselves", () => {
    const wish = { size: "small", customers: 60, historyDays: 120, dirt: 0 } as const;
    const days = [...runHistory(wish)];
    const { profiles } = profilesOf(wish);
    const now = days.at(-1)!.endsAt;
    const orders = days.flatMap((day) => day.orders);
    const customerNo = profiles.customerNos[0]!;
    const own = orders.filter((order) => order.customerNo === customerNo);
    const value = (name: (typeof PROFILE_FEATURES)[number]) =>
      profiles.values[PROFILE_FEATURES.indexOf(name)]!;
    expect(value("recencyDays")).toBeCloseTo((now - own.at(-1)!.placedAt) / 86_400_000, 9);
    const spent = own.reduce((sum, order) => sum + order.subtotalMinor - order.discountMinor, 0);
    expect(value("averageOrderMinor")).toBeCloseTo(spent / own.length, 9);
    const views = days
      .flatMap((day) => day.events)
      .filter((event) => event.customerNo === customerNo && event.type === "product_viewed").length;
    expect(value("viewsPerOrder")).toBeCloseTo(views / own.length, 9);
    const shares = PROFILE_FEATURES.map((name, j) =>
      name.startsWith("share:") ? profiles.values[j]! : 0,
    ).reduce((sum, share) => sum + share, 0);
    expect(shares).toBeCloseTo(1, 9);
  });

  it("count an event that came twice once", () => {
    const [day] = runHistory({ size: "small", customers: 60, historyDays: 1, dirt: 0 });
    const doubled = { ...day!, events: day!.events.flatMap((event) => [event, event]) };
    const finish = (events: typeof day) => {
      const builder = new ProfileBuilder();
      builder.add(events!);
      return builder.finish(day!.endsAt, day!.startsAt);
    };
    expect(finish(doubled)).toEqual(finish(day));
  });

  it("are prepared into finite numbers in standard deviations", () => {
    const X = prepareProfiles(shop.profiles);
    expect(X.rows).toBe(shop.profiles.customerNos.length);
    expect(X.columns).toBeGreaterThanOrEqual(PROFILE_FEATURES.length);
    expect(X.data.every(Number.isFinite)).toBe(true);
  });
});
