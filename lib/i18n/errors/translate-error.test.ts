import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { PROBLEM_SENTENCES } from "@/lib/domain/imports/row-problem";
import { BROKEN_RULE_SENTENCES } from "@/lib/domain/pricing/broken-rules";
import { OUT_OF_ORDER } from "@/lib/domain/pricing/neighbour-order";
import { PRICE_CHANGE_REFUSALS } from "@/lib/domain/pricing/price-change";
import { LADDER_PROBLEM_SENTENCES } from "@/lib/domain/pricing/price-ladder";
import { translateError } from "./translate-error";
import chinese from "./zh-CN.json";

const root = fileURLToPath(new URL("../../../", import.meta.url));
/** Rooms whose refusals are read on a terminal, in English. */
const COMMAND_LINE = /lib\/(cli|lab|demo|data\/(embedded|migrate))/;

function sources(folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name) && !/\.test\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => !path.includes("generated") && !COMMAND_LINE.test(path));
}

/** Every sentence that a rule states as a literal when it refuses. */
function statedSentences(): string[] {
  const pattern = /new AppError\(\s*"[A-Z_]+",\s*"((?:[^"\\]|\\.)+)"/g;
  const files = [...sources("lib"), ...sources("app")];
  return files.flatMap((path) => [...readFileSync(path, "utf8").matchAll(pattern)].map((match) => match[1]!));
}

it("says every refusal in Chinese too", () => {
  const stated = statedSentences();
  expect(stated.length).toBeGreaterThan(10);
  expect(stated.filter((sentence) => !(sentence in chinese))).toEqual([]);
});

it("says in Chinese why a row of a file cannot be used", () => {
  expect(Object.values(PROBLEM_SENTENCES).filter((sentence) => !(sentence in chinese))).toEqual([]);
});

it("says in Chinese what keeps products in order, and which rule a price breaks", () => {
  const sentences = [
    ...Object.values(OUT_OF_ORDER),
    ...Object.values(BROKEN_RULE_SENTENCES),
    ...Object.values(PRICE_CHANGE_REFUSALS),
    ...Object.values(LADDER_PROBLEM_SENTENCES),
  ];
  expect(sentences.filter((sentence) => !(sentence in chinese))).toEqual([]);
  const names = (text: string) => [...text.matchAll(/\{\w+\}/g)].map(([name]) => name).sort();
  for (const [sentence, said] of Object.entries(chinese)) expect(names(said)).toEqual(names(sentence));
});

it("leaves English as the rule states it", () => {
  expect(translateError("en", "Sign in to go on.")).toBe("Sign in to go on.");
  expect(translateError("zh-CN", "Sign in to go on.")).toBe("请先登录。");
});
