import { describe, expect, it } from "vitest";
import english from "@/lib/i18n/messages/en/recommendations.json";
import chinese from "@/lib/i18n/messages/zh-CN/recommendations.json";
import { drain } from "../core/estimator";
import { createRng } from "../core/rng";
import {
  COMPARED_CUSTOMERS,
  COMPARED_LEARNERS,
  comparedInteractions,
  fitComparedSteps,
} from "./compared-learners";
import { TASTE_LEARNERS } from "./fit-shop-model";
import type { Meeting } from "./shop-history";

const PEOPLE = 600;

/** Tea people want tea and candle people candles; each meets some of their own shelf, and one of the other in passing. */
function twoTastes(): { products: { productId: string }[]; meetings: Meeting[] } {
  const rng = createRng(5);
  const shelves = ["tea", "candle"];
  const products = shelves.flatMap((shelf) =>
    Array.from({ length: 10 }, (_, k) => ({ productId: `${shelf}-${k}` })),
  );
  const meetings: Meeting[] = [];
  for (let person = 0; person < PEOPLE; person++) {
    const own = new Map<string, number>();
    const meet = (shelf: string, strength: number) =>
      own.set(`${shelf}-${Math.floor(rng.next() * 10)}`, strength * (1 + rng.next()));
    for (let k = 0; k < 6; k++) meet(shelves[person % 2]!, 1);
    meet(shelves[1 - (person % 2)]!, 0.1);
    for (const [productId, strength] of own) meetings.push({ customerId: `${person}`, productId, strength });
  }
  return { products, meetings };
}

describe("a learner that is only compared", () => {
  const { products, meetings } = twoTastes();
  const history = { products: products as never[], meetings };
  const X = comparedInteractions(history, new Set(["0", "1"]))!;

  it.each(COMPARED_LEARNERS)(
    "%s finds the shelf of each taste, the same each time, and leaves out what it is told",
    (learner) => {
      const listFor = drain(fitComparedSteps(X, learner, 3));
      let own = 0;
      let all = 0;
      for (let person = 0; person < PEOPLE; person++) {
        const met = new Set(
          meetings.filter((one) => one.customerId === `${person}`).map((one) => one.productId),
        );
        const list = listFor(`${person}`, 3, met);
        expect(list).toHaveLength(3);
        for (const id of list) expect(met.has(id)).toBe(false);
        own += list.filter((id) => id.startsWith(person % 2 === 0 ? "tea" : "candle")).length;
        all += 3;
      }
      // By chance less than four in ten: of the own shelf less is left.
      expect(own / all).toBeGreaterThan(0.5);
      const again = drain(fitComparedSteps(X, learner, 3));
      expect(again("7", 5, new Set())).toEqual(listFor("7", 5, new Set()));
      expect(listFor("a stranger", 3, new Set())).toEqual([]);
    },
  );

  it("has words in both languages", () => {
    for (const { learners } of [english, chinese])
      expect(Object.keys(learners).sort()).toEqual([...TASTE_LEARNERS, ...COMPARED_LEARNERS].sort());
  });

  it("learns from so many customers at most, those it is judged by among them", () => {
    const many = Array.from({ length: COMPARED_CUSTOMERS + 500 }, (_, k) => ({
      ...{ customerId: `p${k}`, productId: "tea-1", strength: 1 },
    }));
    const judged = new Set([`p${COMPARED_CUSTOMERS + 499}`, "p3"]);
    const few = comparedInteractions({ products: history.products, meetings: many }, judged)!;
    expect(few.users.size).toBe(COMPARED_CUSTOMERS);
    for (const id of judged) expect(few.users.indexOf(id)).toBeGreaterThanOrEqual(0);
    expect(comparedInteractions({ products: [], meetings: many }, judged)).toBeNull();
  });
});
