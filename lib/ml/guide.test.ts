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

/**
 * What a property-based test runs: the statements of its file that draw data, a test of a `describe` each, and the
 * file's own constants and functions that these name, and so on.
 */
function drawnIn(text: string): string {
  const statements = text.split(/^(?=[^\s})\]])/m).filter((statement) => !statement.startsWith("import "));
  const declared = new Map(
    statements.flatMap((statement): [string, string][] => {
      const name = /^(?:export )?(?:const|let|class|(?:async )?function\*?) (\w+)/.exec(statement)?.[1];
      return name ? [[name, statement]] : [];
    }),
  );
  // Tests of a describe stand two spaces in: only those that draw count, with the line that opens the describe.
  const reached = statements.flatMap((statement) => {
    const parts = statement.split(/^(?= {2}\S)/m);
    return parts.filter(
      (part, k) => part.includes("fc.assert") || (k === 0 && statement.includes("fc.assert")),
    );
  });
  for (let k = 0; k < reached.length; k++)
    for (const [name, statement] of declared)
      if (!reached.includes(statement) && names(reached[k]!, name)) reached.push(statement);
  return reached.join("\n");
}

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
    const drawn = tests
      .filter(({ text }) => text.includes('from "fast-check"'))
      .map(({ text }) => drawnIn(text));
    expect(learners.filter((name) => !drawn.some((text) => names(text, name)))).toEqual([]);
  });
  it("is not taken for tried because its name stands beside one", () => {
    const text = [
      'import { Tried, Named } from "./learners";',
      "const subjects = { one: () => new Tried() };",
      "function help() {\n  return subjects.one();\n}",
      'it("draws", () => {\n  fc.assert(fc.property(rows, () => help()));\n});',
      'it("does not draw", () => {\n  new Named();\n});',
    ].join("\n");
    expect(names(drawnIn(text), "Tried")).toBe(true);
    expect(names(drawnIn(text), "Named")).toBe(false);
  });
});
