import { readdirSync, readFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import * as ml from ".";

const folder = fileURLToPath(new URL(".", import.meta.url));
const guide = readFileSync(join(folder, "README.md"), "utf8");

function sources(from: string, pattern: RegExp): { path: string; text: string }[] {
  return readdirSync(from, { withFileTypes: true }).flatMap((entry) => {
    const path = join(from, entry.name);
    if (entry.isDirectory()) return sources(path, pattern);
    if (!pattern.test(entry.name)) return [];
    return [{ path: relative(folder, path).split(sep).join("/"), text: readFileSync(path, "utf8") }];
  });
}

const code = sources(folder, /^(?!.*\.test\.ts$).*\.ts$/).filter(({ path }) => !path.startsWith("testing/"));
const tests = sources(folder, /\.test\.ts$/);

/** Classes that learn: they implement `Estimator`, themselves or by what they extend; bases do not stand alone. */
const learners = code
  .flatMap(({ text }) => {
    const declared = [...text.matchAll(/export class (\w+)(?:<[^{]*?>)?\s+(extends|implements)\s+(\w+)/g)];
    return declared
      .filter(([, , verb, base]) =>
        verb === "implements" ? base === "Estimator" : base === "ColumnwiseStep",
      )
      .map(([, name]) => name!);
  })
  .filter((name) => name !== "ColumnwiseStep");

const names = (text: string, name: string): boolean => new RegExp(`\\b${name}\\b`).test(text);

describe("the guide to the mathematics", () => {
  it("knows the learners", () => {
    expect(learners).toEqual(expect.arrayContaining(["KMeans", "Winsoriser", "IntentClassifier", "Ease"]));
    expect(learners.length).toBeGreaterThan(40);
  });
  it("names every learner, in a room of its own folder", () => {
    const missing = code.flatMap(({ path, text }) => {
      const room = path.split("/")[0]!;
      const section = guide.split(/^## /m).find((part) => part.startsWith(`${room} `)) ?? "";
      return learners
        .filter((name) => names(text, `class ${name}`))
        .filter((name) => !section.includes(`\`${name}\``))
        .map((name) => `${room}: ${name}`);
    });
    expect(missing).toEqual([]);
  });
  it("has a room for every folder", () => {
    const rooms = [...guide.matchAll(/^## (\S+)/gm)].map(([, room]) => room);
    const folders = new Set(
      code.map(({ path }) => path.split("/")[0]!).filter((name) => !name.includes(".")),
    );
    expect([...folders].filter((name) => name !== "core" && !rooms.includes(name))).toEqual([]);
  });
  it("names what the index exports, but for the models that learners give", () => {
    const models = /^Fitted|Model$|^Bm25Index$|^QTable$/;
    const missing = Object.keys(ml).filter((name) => !models.test(name) && !names(guide, name));
    expect(missing).toEqual([]);
  });
});

describe("every learner", () => {
  it("stands in the index", () => {
    expect(learners.filter((name) => !(name in ml))).toEqual([]);
  });
  it("is held to the contract by a test", () => {
    const held = tests.filter(({ text }) => names(text, "estimatorContract"));
    expect(learners.filter((name) => !held.some(({ text }) => names(text, name)))).toEqual([]);
  });
  it("is tried on drawn data by a property-based test", () => {
    const drawn = tests.filter(
      ({ text }) => text.includes('from "fast-check"') && text.includes("fc.assert"),
    );
    expect(learners.filter((name) => !drawn.some(({ text }) => names(text, name)))).toEqual([]);
  });
});
