import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { readSchema, readSchemaText, type SchemaModel } from "./testing/read-schema";

// The rules of docs/decisions/0001, so that the same migrations also run on a distributed PostgreSQL.

/** People and access: they belong to no shop and stay on one node. */
const LOCAL = new Set(["User", "Session", "Account", "Verification", "RateLimit"]);
/** Reached through the sign-in library alone. */
const OF_SIGN_IN = new Set(["User", "Session", "Account", "Verification"]);
/** The shop itself is the tenant: its id is every other table's storeId. */
const TENANT = "Store";

const models = readSchema();
const ofShops = models.filter(({ name }) => !LOCAL.has(name) && name !== TENANT);
const namesOf = (some: readonly SchemaModel[]) => some.map(({ name }) => name);

describe("the schema", () => {
  it("is read whole", () => {
    const blocks = readSchemaText().match(/^model /gm) ?? [];
    expect(models.length).toBe(blocks.length);
    expect(models.length).toBeGreaterThan(15);
    expect(namesOf(models.filter(({ key, fields }) => key.length === 0 || fields.length < 2))).toEqual([]);
  });

  it("begins each shop table's key with storeId", () => {
    expect(namesOf(ofShops.filter(({ key }) => key[0] !== "storeId"))).toEqual([]);
  });

  it("puts storeId into every unique of a shop table", () => {
    const wrong = ofShops.filter(({ uniques }) => uniques.some((columns) => !columns.includes("storeId")));
    expect(namesOf(wrong)).toEqual([]);
  });

  it("never leaves a storeId or customerId out of a row", () => {
    const wrong = models.filter(({ fields }) =>
      fields.some(({ name, optional }) => optional && ["storeId", "customerId"].includes(name)),
    );
    expect(namesOf(wrong)).toEqual([]);
  });

  it("cascades no update and sets nothing to null", () => {
    const wrong = models.filter(({ relations }) =>
      relations.some(({ onUpdate, onDelete }) => onUpdate !== "NoAction" || onDelete === "SetNull"),
    );
    expect(namesOf(wrong)).toEqual([]);
    expect(models.some(({ relations }) => relations.length > 0)).toBe(true);
  });

  it("relates shop tables within one shop, and never a shop table to a local one", () => {
    const wrong = ofShops.filter(({ relations }) =>
      relations.some(({ fields, references, model }) =>
        LOCAL.has(model) ? true : fields[0] !== "storeId" || references[0] !== "storeId",
      ),
    );
    const back = models.filter(
      ({ name, relations }) => LOCAL.has(name) && relations.some(({ model }) => !LOCAL.has(model)),
    );
    expect(namesOf([...wrong, ...back])).toEqual([]);
  });

  it("has no enum, no serial and no value made by the database", () => {
    const text = readSchemaText();
    expect(text).not.toMatch(/^enum /m);
    expect(text).not.toMatch(/autoincrement|dbgenerated|cuid\(|uuid\(|@updatedAt|now\(\)/);
  });

  it("writes times with their zone, to the millisecond", () => {
    const wrong = models.flatMap(({ name, fields }) =>
      fields
        .filter(({ type, attributes }) => type === "DateTime" && !attributes.includes("@db.Timestamptz(3)"))
        .map((field) => `${name}.${field.name}`),
    );
    expect(wrong).toEqual([]);
  });

  it("gives a key the same type in every table", () => {
    const types = new Map<string, Set<string>>();
    for (const { fields } of [...ofShops, ...models.filter(({ name }) => name === TENANT)])
      for (const { name, type, attributes } of fields.filter((field) => /(^id|Id)$/.test(field.name)))
        types.set(name, (types.get(name) ?? new Set()).add(`${type} ${attributes.includes("@db.Uuid")}`));
    expect([...types].filter(([, kinds]) => kinds.size > 1).map(([name]) => name)).toEqual([]);
    expect(types.get("customerId")).toEqual(new Set(["String true"]));
  });

  it("has no dead table: each is used on the data floor or by sign-in", () => {
    const code = dataSources();
    const unused = models.filter(({ name, table }) => {
      if (OF_SIGN_IN.has(name)) return false;
      const delegate = name[0]!.toLowerCase() + name.slice(1);
      return !code.some((text) => new RegExp(`\\.${delegate}\\b|"${table}"`).test(text));
    });
    expect(namesOf(unused)).toEqual([]);
  });
});

function dataSources(): string[] {
  const folder = dirname(fileURLToPath(import.meta.url));
  return readdirSync(folder)
    .filter((name) => name.endsWith(".ts") && !name.includes(".test."))
    .map((name) => readFileSync(join(folder, name), "utf8"));
}
