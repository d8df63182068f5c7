import { Client } from "pg";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { ORDER_STATUSES } from "@/lib/domain/orders";
import { ROLES } from "@/lib/domain/permissions";
import { PRICING_FAMILIES } from "@/lib/domain/pricing/demand-family";
import { PRICE_CHANGE_STATUSES } from "@/lib/domain/pricing/price-change";
import { APPROVAL_KINDS, PROPOSAL_ORIGINS } from "@/lib/domain/pricing/price-proposal";
import { PRODUCT_KINDS } from "@/lib/domain/products";
import { ALLOCATIONS } from "@/lib/domain/recommendations/placement";
import { RUN_STATUSES } from "@/lib/domain/runs";
import { MESSAGE_AUTHORS, REPLY_ACTIONS } from "@/lib/domain/service/message";
import { CLOCK_KINDS } from "@/lib/domain/shop";
import { DELIVERY_STATUSES } from "@/lib/domain/webhooks/delivery";
import { readSchema, type SchemaField } from "./testing/read-schema";

const CUSTOMER_KINDS = ["customer", "visitor"];
/** Longest name that PostgreSQL keeps; Prisma shortens the part before the suffix. */
const NAME_BYTES = 63;

const models = readSchema();
let client: Client;

beforeAll(async () => {
  client = new Client({ connectionString: inject("databaseUrl") });
  await client.connect();
});
afterAll(() => client.end());

async function rows(sql: string): Promise<string[]> {
  const result = await client.query<{ line: string }>(sql);
  return result.rows.map(({ line }) => line).sort();
}

function named(table: string, columns: readonly string[], suffix: string): string {
  const base = [table, ...columns.map((column) => column.replace(" DESC", ""))].join("_");
  return `${base.slice(0, NAME_BYTES - suffix.length)}${suffix}`;
}

function columnType({ type, attributes, list }: SchemaField): string {
  const scalar = {
    String: attributes.includes("@db.Uuid") ? "uuid" : "text",
    Int: "integer",
    BigInt: "bigint",
    Float: "double precision",
    Boolean: "boolean",
    Bytes: "bytea",
    Json: "jsonb",
    DateTime: "timestamp(3) with time zone",
  }[type];
  if (!scalar) throw new Error(`No column type is known for ${type}`);
  return list ? `${scalar}[]` : scalar;
}

function columnDefault({ attributes }: SchemaField): string {
  const value = /@default\((.*?)\)/.exec(attributes)?.[1];
  if (value === undefined) return "";
  return value.startsWith('"') ? `'${value.slice(1, -1)}'::text` : value;
}

describe("the migrations give exactly the schema", () => {
  it("in tables and columns", async () => {
    const expected = models.flatMap(({ table, fields }) =>
      fields.map((field) => {
        const required = field.optional || field.list ? "" : " not null";
        return `${table}.${field.name} ${columnType(field)}${required} ${columnDefault(field)}`.trim();
      }),
    );
    const found = await rows(`
      SELECT trim(c.relname || '.' || a.attname || ' ' || format_type(a.atttypid, a.atttypmod)
        || CASE WHEN a.attnotnull THEN ' not null' ELSE '' END
        || ' ' || coalesce(pg_get_expr(d.adbin, d.adrelid), '')) AS line
      FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid AND c.relkind = 'r'
      LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
      WHERE c.relnamespace = 'public'::regnamespace AND a.attnum > 0 AND NOT a.attisdropped
        AND c.relname <> '_prisma_migrations'`);
    expect(found).toEqual(expected.sort());
  });

  it("in keys, uniques and indexes", async () => {
    const expected = models.flatMap(({ table, key, uniques, indexes }) => [
      `${named(table, [], "_pkey")} primary (${key.join(", ")})`,
      ...uniques.map((columns) => `${named(table, columns, "_key")} unique (${columns.join(", ")})`),
      ...indexes.map((columns) => `${named(table, columns, "_idx")} index (${columns.join(", ")})`),
    ]);
    const found = await rows(`
      SELECT i.relname || ' ' || CASE WHEN x.indisprimary THEN 'primary' WHEN x.indisunique THEN 'unique' ELSE 'index' END
        || ' (' || array_to_string(array(
          SELECT a.attname || CASE WHEN x.indoption[n] & 1 = 1 THEN ' DESC' ELSE '' END
          FROM generate_subscripts(x.indkey, 1) n
          JOIN pg_attribute a ON a.attrelid = x.indrelid AND a.attnum = x.indkey[n] ORDER BY n), ', ') || ')' AS line
      FROM pg_index x JOIN pg_class i ON i.oid = x.indexrelid JOIN pg_class t ON t.oid = x.indrelid
      WHERE t.relnamespace = 'public'::regnamespace AND t.relname <> '_prisma_migrations'`);
    expect(found).toEqual(expected.sort());
  });

  it("in foreign keys", async () => {
    const actions = { Cascade: "CASCADE", NoAction: "NO ACTION", Restrict: "RESTRICT" } as const;
    const expected = models.flatMap(({ table, relations }) =>
      relations.map(({ fields, references, model, onDelete }) => {
        const target = models.find(({ name }) => name === model)!.table;
        const action = actions[onDelete as keyof typeof actions] ?? "RESTRICT";
        return `${named(table, fields, "_fkey")} (${fields.join(", ")}) ${target} (${references.join(", ")}) ${action}`;
      }),
    );
    const columns = (relation: string, numbers: string) => `array_to_string(array(
      SELECT a.attname FROM unnest(${numbers}) WITH ORDINALITY AS k(n, o)
      JOIN pg_attribute a ON a.attrelid = ${relation} AND a.attnum = k.n ORDER BY k.o), ', ')`;
    const found = await rows(`
      SELECT f.conname || ' (' || ${columns("f.conrelid", "f.conkey")} || ') ' || t.relname
        || ' (' || ${columns("f.confrelid", "f.confkey")} || ') '
        || CASE f.confdeltype WHEN 'c' THEN 'CASCADE' WHEN 'a' THEN 'NO ACTION' WHEN 'r' THEN 'RESTRICT' END AS line
      FROM pg_constraint f JOIN pg_class t ON t.oid = f.confrelid
      WHERE f.contype = 'f' AND f.connamespace = 'public'::regnamespace AND f.confupdtype = 'a'`);
    expect(found).toEqual(expected.sort());
  });

  it("in the words that a column may hold, which are the domain's", async () => {
    const words: Record<string, readonly string[]> = {
      "store.clockKind": CLOCK_KINDS,
      "member.role": ROLES,
      "customer.kind": CUSTOMER_KINDS,
      "import_run.status": RUN_STATUSES,
      "training_run.status": RUN_STATUSES,
      "order.status": ORDER_STATUSES,
      "product.kind": PRODUCT_KINDS,
      "placement.allocation": ALLOCATIONS,
      "message.author": MESSAGE_AUTHORS,
      "message.action": REPLY_ACTIONS,
      "price_proposal.status": PRICE_CHANGE_STATUSES,
      "price_proposal.origin": PROPOSAL_ORIGINS,
      "price_proposal.approvalKind": APPROVAL_KINDS,
      "pricing_champion.family": PRICING_FAMILIES,
      "webhook_delivery.status": DELIVERY_STATUSES,
    };
    const found = await rows(`
      SELECT c.conrelid::regclass || ' ' || pg_get_constraintdef(c.oid) AS line FROM pg_constraint c
      WHERE c.contype = 'c' AND c.connamespace = 'public'::regnamespace AND pg_get_constraintdef(c.oid) LIKE '%ARRAY%'`);
    const read = found.map((line) => {
      const table = line.split(" ")[0]!.replaceAll('"', "");
      const column = /\(\("?(\w+)"? = ANY/.exec(line)?.[1];
      return [`${table}.${column}`, [...line.matchAll(/'([\w-]+)'::text/g)].map((match) => match[1]!)];
    });
    expect(Object.fromEntries(read)).toEqual(words);
  });
});
