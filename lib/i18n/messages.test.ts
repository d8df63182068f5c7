import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { PERMISSIONS } from "@/lib/domain/permissions";
import { loadMessages } from "./load-messages";
import { LOCALES } from "./locales";
import { NAMESPACES } from "./namespaces";

const root = fileURLToPath(new URL("../../", import.meta.url));
const folder = join(root, "lib/i18n/messages");
const files = (locale: string) =>
  readdirSync(join(folder, locale))
    .map((name) => name.replace(/\.json$/, ""))
    .sort();

type Tree = { readonly [key: string]: string | Tree };

function flatten(tree: Tree, path = ""): Map<string, string> {
  const found = new Map<string, string>();
  for (const [key, value] of Object.entries(tree)) {
    const name = path ? `${path}.${key}` : key;
    if (typeof value === "string") found.set(name, value);
    else for (const [inner, text] of flatten(value, name)) found.set(inner, text);
  }
  return found;
}

function textsOf(locale: string): Map<string, string> {
  return new Map(
    files(locale).flatMap((name) => [
      ...flatten(JSON.parse(readFileSync(join(folder, locale, `${name}.json`), "utf8")), name),
    ]),
  );
}

/** Names of the arguments and of the rich-text tags of an ICU message. */
function placeholders(text: string): string[] {
  const args = [...text.matchAll(/\{\s*(\w+)\s*(?:[,}])/g)].map((match) => match[1]!);
  const tags = [...text.matchAll(/<(\w+)>/g)].map((match) => `<${match[1]}>`);
  return [...new Set([...args, ...tags])].sort();
}

const english = textsOf("en");

/** Files below a folder whose names end so; tests are left out. */
function* sources(path: string, ending: string): Generator<string> {
  for (const entry of readdirSync(path, { withFileTypes: true })) {
    const child = join(path, entry.name);
    if (entry.isDirectory()) yield* sources(child, ending);
    else if (entry.name.endsWith(ending) && !entry.name.endsWith(`.test${ending}`)) yield child;
  }
}

describe("the messages", () => {
  it.each(LOCALES)("list every file of %s among the namespaces", (locale) => {
    expect(files(locale)).toEqual(Object.keys(NAMESPACES).sort());
  });

  it.each(LOCALES)("load in %s with nothing empty", async (locale) => {
    const texts = flatten((await loadMessages(locale)) as unknown as Tree);
    expect(texts.size).toBe(textsOf(locale).size);
    expect([...texts].filter(([, text]) => text.trim() === "")).toEqual([]);
  });

  it("hold the same keys in each language", () => {
    for (const locale of LOCALES)
      expect([...textsOf(locale).keys()].sort()).toEqual([...english.keys()].sort());
  });

  it("hold the same placeholders in each language", () => {
    for (const locale of LOCALES) {
      const other = textsOf(locale);
      const wrong = [...english]
        .map(([key, text]) => ({
          key,
          expected: placeholders(text),
          found: placeholders(other.get(key) ?? ""),
        }))
        .filter(({ expected, found }) => expected.join() !== found.join());
      expect(wrong).toEqual([]);
    }
  });

  it("write a number as its language does, in each language", () => {
    const bare = LOCALES.flatMap((locale) => {
      const other = textsOf(locale);
      return [...english].flatMap(([key, text]) =>
        [...text.matchAll(/\{(\w+), (?:plural|number)/g)]
          .filter(([, name]) => other.get(key)?.includes(`{${name}}`))
          .map(([, name]) => `${locale} ${key}: ${name}`),
      );
    });
    expect(bare).toEqual([]);
  });

  it("name every permission and every action that services record", () => {
    const recorded = [...sources(join(root, "lib/services"), ".ts")].flatMap((path) =>
      [...readFileSync(path, "utf8").matchAll(/\baction: "([a-z-]+\.[a-z-]+)"/g)].map((match) => match[1]!),
    );
    expect(recorded.length).toBeGreaterThan(20);
    const wanted = [
      ...Object.keys(PERMISSIONS).map((name) => `settings.permissions.${name.replace(":", "-")}`),
      ...recorded.map((name) => `settings.actions.${name.replaceAll(".", "-")}`),
    ];
    expect(wanted.filter((key) => !english.has(key))).toEqual([]);
  });

  it("need no exclamation mark", () => {
    const loud = LOCALES.flatMap((locale) => [...textsOf(locale)].filter(([, text]) => /[!！]/.test(text)));
    expect(loud).toEqual([]);
  });
});

describe("the components", () => {
  it("write no words of their own: text and labels come from the messages", () => {
    const hardCoded = [...sources(join(root, "components"), ".tsx")].flatMap((path) => {
      // Comments are for us; what is printed on a key is the same in every language.
      const text = readFileSync(path, "utf8").replace(/\/\*[\s\S]*?\*\/|\/\/.*$|<Kbd>.*?<\/Kbd>/gm, "");
      const between = [...text.matchAll(/(?:["}\w])>\s*([A-Z][a-z]+(?: [\w,.]+)+|[A-Z][a-z]{2,})\s*<\//g)];
      const attributes = [
        ...text.matchAll(/\s(?:aria-label|placeholder|title|alt)="([^"]*[A-Za-z]{2}[^"]*)"/g),
      ];
      return [...between, ...attributes].map((match) => `${path.slice(root.length)}: ${match[1]}`);
    });
    expect(hardCoded).toEqual([]);
  });
});
