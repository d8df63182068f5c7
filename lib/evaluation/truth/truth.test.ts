import { describe, expect, it } from "vitest";
import { PERSONAS } from "@/lib/world/parameters";
import { worldSettings } from "@/lib/world/settings";
import { newShopkeeper, shopkeep } from "@/lib/world/shopkeeper";
import { createState, stateToJson } from "@/lib/world/state";
import { advance } from "@/lib/world/step";
import type { CampaignAction } from "@/lib/world/types";
import { hiddenPersona, hiddenTastes } from "./hidden-persona";
import { trueElasticities } from "./true-elasticity";
import { trueSendLift } from "./true-send-lift";

function openShop(days: number, customers = 400) {
  const state = createState(worldSettings({ size: "small", customers }));
  let memory = newShopkeeper();
  for (let day = 0; day < days; day++) {
    const plan = shopkeep(state, memory);
    memory = plan.memory;
    advance(state, plan.actions);
  }
  return state;
}

const state = openShop(60, 900);
const named = [...state.status.keys()].filter((i) => state.status[i] === 2 && state.consent[i] === 1);

function campaign(discount: number | null, isHoldout = false): CampaignAction {
  return {
    campaignNo: 500,
    name: { en: "Test", zh: "测试" },
    subject: { en: "Test", zh: "测试" },
    goal: "promote",
    channel: "email",
    hour: 10,
    costPerSendMinor: 2,
    measureDays: 14,
    arms: [
      {
        arm: "only",
        name: { en: "Only", zh: "唯一" },
        share: 1,
        isHoldout,
        offer:
          discount === null
            ? null
            : { code: "T", discount, categories: [], minimumOrderMinor: 0, validDays: 14 },
        featured: [1, 5, 9, 13],
      },
    ],
    assignments: named.map((i) => ({ customerNo: i + 1, arm: "only" })),
  };
}

describe("the true elasticity", () => {
  it("is negative where enough is sold to tell, and the same when asked again; the shop is left as it was", () => {
    const before = JSON.stringify(stateToJson(state));
    const best = state.world.goods.shelves.map(
      (shelf) =>
        1 +
        shelf.reduce((a, b) =>
          state.released[b] === 1 && state.salesRate[b]! > state.salesRate[a]! ? b : a,
        ),
    );
    const options = { productNos: best, windowDays: 70, change: 0.1 };
    const found = trueElasticities(state, options);
    expect(trueElasticities(state, options)).toEqual(found);
    expect(JSON.stringify(stateToJson(state))).toBe(before);
    expect(found.map((row) => row.productNo)).toEqual([...best].sort((a, b) => a - b));
    const low = found.reduce((sum, row) => sum + row.unitsLow, 0);
    const high = found.reduce((sum, row) => sum + row.unitsHigh, 0);
    expect(low).toBeGreaterThan(100);
    const pooled = Math.log(high / low) / Math.log(1.1 / 0.9);
    expect(pooled).toBeLessThan(-1);
    expect(pooled).toBeGreaterThan(-5);
  });

  it("is not told where nothing is sold", () => {
    const dead = openShop(3, 0);
    expect(trueElasticities(dead, { productNos: [1], windowDays: 5 })).toMatchObject([
      { productNo: 1, unitsLow: 0, unitsHigh: 0, elasticity: null },
    ]);
  });
});

describe("the true lift of a send", () => {
  it("is positive for those who can be moved, and less for those who cannot", () => {
    const lifts = trueSendLift(state, campaign(0.2), { replicates: 5 });
    const mean = (persona: string, of: "orders" | "sessions") => {
      const own = lifts.filter((row) => hiddenPersona(state.world, row.customerNo).id === persona);
      expect(own.length).toBeGreaterThan(20);
      return own.reduce((sum, row) => sum + row[of], 0) / own.length;
    };
    expect(mean("bargain-hunter", "orders")).toBeGreaterThan(0.03);
    expect(mean("bargain-hunter", "orders")).toBeGreaterThan(mean("collector", "orders"));
    expect(mean("bargain-hunter", "sessions")).toBeGreaterThan(mean("tea-devotee", "sessions"));
  });

  it("is nothing at all for a holdout", () => {
    for (const row of trueSendLift(state, campaign(0.2, true), { replicates: 1, horizonDays: 10 }))
      expect(row).toEqual({ customerNo: row.customerNo, sessions: 0, orders: 0, profitMinor: 0 });
  });
});

describe("the hidden people", () => {
  it("are mixtures in which one persona prevails", () => {
    for (const customerNo of [1, 50, 400]) {
      const { id, weight } = hiddenPersona(state.world, customerNo);
      expect(PERSONAS.map((persona) => persona.id)).toContain(id);
      expect(weight).toBeGreaterThanOrEqual(0.5);
      expect(Object.values(hiddenTastes(state.world, customerNo)).every(Number.isFinite)).toBe(true);
    }
  });
});
