import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

export interface SchemaField {
  readonly name: string;
  readonly type: string;
  readonly optional: boolean;
  readonly list: boolean;
  /** Everything after the type. */
  readonly attributes: string;
}

export interface SchemaRelation {
  readonly fields: readonly string[];
  readonly references: readonly string[];
  readonly model: string;
  readonly onDelete: string | undefined;
  readonly onUpdate: string | undefined;
}

export interface SchemaModel {
  readonly name: string;
  readonly table: string;
  /** Columns; the sides of relations that are no columns are left out. */
  readonly fields: readonly SchemaField[];
  readonly relations: readonly SchemaRelation[];
  readonly key: readonly string[];
  readonly uniques: readonly (readonly string[])[];
  /** Columns, each followed by " DESC" where it descends. */
  readonly indexes: readonly (readonly string[])[];
}

/** The text of the schema without its comments. */
export function readSchemaText(): string {
  const file = fileURLToPath(new URL("../../../prisma/schema.prisma", import.meta.url));
  return readFileSync(file, "utf8").replace(/\/\/.*$/gm, "");
}

/** The models of prisma/schema.prisma, as far as this project's tables use the language. */
export function readSchema(): SchemaModel[] {
  const blocks = [...readSchemaText().matchAll(/^model (\w+) \{\n([\s\S]*?)^\}/gm)];
  const names = new Set(blocks.map((block) => block[1]!));
  return blocks.map((block) => readModel(block[1]!, block[2]!, names));
}

function readModel(name: string, body: string, models: ReadonlySet<string>): SchemaModel {
  const lines = body.split("\n").map((line) => line.trim());
  const declared = lines.flatMap((line) => readField(line) ?? []);
  const fields = declared.filter((field) => !models.has(field.type));
  const single = (attribute: string) =>
    fields
      .filter((field) => new RegExp(`@${attribute}\\b`).test(field.attributes))
      .map((field) => [field.name]);
  const block = (attribute: string) =>
    lines.filter((line) => line.startsWith(`@@${attribute}(`)).map((line) => columnsOf(line));
  return {
    name,
    table: /@@map\("(\w+)"\)/.exec(body)?.[1] ?? name,
    fields,
    relations: declared.flatMap((field) => readRelation(field) ?? []),
    key: [...single("id"), ...block("id")][0] ?? [],
    uniques: [...single("unique"), ...block("unique")],
    indexes: block("index"),
  };
}

function readField(line: string): SchemaField | undefined {
  const [, name, type, mark, attributes] = /^(\w+)\s+(\w+)(\?|\[\])?(.*)$/.exec(line) ?? [];
  if (!name || !type) return undefined;
  return { name, type, optional: mark === "?", list: mark === "[]", attributes: attributes ?? "" };
}

function readRelation(field: SchemaField): SchemaRelation | undefined {
  const [, inner] = /@relation\((.*)\)/.exec(field.attributes) ?? [];
  if (!inner) return undefined;
  const list = (key: string) => (new RegExp(`${key}: \\[([^\\]]*)\\]`).exec(inner)?.[1] ?? "").split(/,\s*/);
  return {
    fields: list("fields"),
    references: list("references"),
    model: field.type,
    onDelete: /onDelete: (\w+)/.exec(inner)?.[1],
    onUpdate: /onUpdate: (\w+)/.exec(inner)?.[1],
  };
}

function columnsOf(line: string): string[] {
  const inner = /\[(.*)\]/.exec(line)?.[1] ?? "";
  return inner.split(/,\s*/).map((column) => column.replace("(sort: Desc)", " DESC"));
}
