import { setTimeout as pause } from "node:timers/promises";
import { beforeAll, describe, expect, inject, it } from "vitest";
import { storeScope } from "@/lib/data/scope";
import { findStore } from "@/lib/data/stores";
import { createStore } from "@/lib/data/testing/factories";
import { forkProcess, killProcess, nextMessage } from "@/lib/data/testing/fork-process";
import { newId } from "@/lib/platform/ids";
import { fillWorldStore } from "./fill-world-store";
import { LivingWorld } from "./living-world";
import { shopFingerprint } from "./testing/shop-fingerprint";

const PROCESS = new URL("./testing/living-process.ts", import.meta.url);
const settings = { customers: 60, windowShoppers: 20, products: 40 };
const HISTORY_DAYS = 40;
const LIVED_DAYS = 8;
/** KILL_ROUNDS asks for more. */
const KILLS = Number(process.env.KILL_ROUNDS ?? 2);
const LONGEST_MS = 500;
const wallNow = () => new Date();

async function fill(historyDays: number): Promise<{ storeId: string; slug: string }> {
  const slug = `living-${newId()}`;
  const { storeId } = await fillWorldStore({
    size: "small",
    settings: { ...settings, historyDays },
    wallNow,
    slug,
  });
  return { storeId, slug };
}

describe("a shop that lives on", () => {
  let uninterrupted: Record<string, string>;
  let clockAt: Date | null;
  beforeAll(async () => {
    const { storeId } = await fill(HISTORY_DAYS + LIVED_DAYS);
    uninterrupted = await shopFingerprint(storeId);
    clockAt = (await findStore(storeScope(storeId)))!.clockAt;
  });

  it("knows after each day what it would know had that day been part of its history", async () => {
    const { storeId, slug } = await fill(HISTORY_DAYS);
    expect(await shopFingerprint(storeId)).not.toEqual(uninterrupted);
    const world = await LivingWorld.open(slug);
    for (let day = HISTORY_DAYS; day < HISTORY_DAYS + LIVED_DAYS; day++)
      expect(await world.step(wallNow())).toMatchObject({ day });
    expect(await shopFingerprint(storeId)).toEqual(uninterrupted);
    expect((await findStore(storeScope(storeId)))!.clockAt).toEqual(clockAt);
  });

  it("goes on after the last written day however often it is killed", async () => {
    const { storeId, slug } = await fill(HISTORY_DAYS);
    const live = () =>
      forkProcess(PROCESS, [slug, String(HISTORY_DAYS + LIVED_DAYS - 1)], inject("databaseUrl"));
    let child = live();
    let done = nextMessage(child, "done");
    for (let kill = 0; kill < KILLS; kill++) {
      done.catch(() => undefined);
      await nextMessage(child, "ready");
      await pause(Math.random() * LONGEST_MS);
      if (child.exitCode !== null) break;
      await killProcess(child);
      child = live();
      done = nextMessage(child, "done");
    }
    if (child.exitCode !== 0) await done;
    // A kill may have come between a day and its figures: starting again brings them up to it.
    await fillWorldStore({
      size: "small",
      settings: { ...settings, historyDays: HISTORY_DAYS },
      wallNow,
      slug,
    });
    expect(await shopFingerprint(storeId)).toEqual(uninterrupted);
  });

  it("lets one of two processes write a day, and both go on", async () => {
    const { storeId, slug } = await fill(HISTORY_DAYS);
    const worlds = [await LivingWorld.open(slug), await LivingWorld.open(slug)];
    const lived: number[] = [];
    let beaten = 0;
    for (let turn = 0; lived.length < LIVED_DAYS; turn++) {
      const step = await worlds[turn % 2]!.step(wallNow());
      if (step) lived.push(step.day);
      else beaten += 1;
    }
    expect(lived).toEqual(Array.from({ length: LIVED_DAYS }, (_, k) => HISTORY_DAYS + k));
    expect(beaten).toBeGreaterThan(0);
    expect(await shopFingerprint(storeId)).toEqual(uninterrupted);
  });

  it("waits a day's length from one step to the next, and not at all after a long sleep", async () => {
    const { slug } = await fill(1);
    const world = await LivingWorld.open(slug);
    const at = new Date("2026-03-01T12:00:00Z");
    const later = (ms: number) => new Date(at.getTime() + ms);
    expect(await world.msUntilNextDay(at, 60_000)).toBe(0);
    await world.step(at);
    expect(await world.msUntilNextDay(later(20_000), 60_000)).toBe(40_000);
    expect(await world.msUntilNextDay(later(3_600_000), 60_000)).toBe(0);
    expect(await world.msUntilNextDay(later(-3_600_000), 60_000)).toBe(60_000);
  });
});

it("a shop that no world stands behind cannot live", async () => {
  const { slug } = await createStore();
  await expect(LivingWorld.open(slug)).rejects.toMatchObject({ code: "NOT_FOUND" });
  await expect(LivingWorld.open("nowhere")).rejects.toMatchObject({ code: "NOT_FOUND" });
});
