import { randomUUID } from "node:crypto";
import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Client } from "pg";
import { connect } from "../embedded/connect";
import { databaseFolder } from "../embedded/data-folder";
import { migrate } from "../migrate";
import { migratedTemplate } from "./migrated-template";

export interface FreshDatabase {
  readonly url: string;
  drop(): Promise<void>;
}

/** A migrated database of one test's own: on the server when one is given, else an embedded one. */
export async function createDatabase(server: string | null): Promise<FreshDatabase> {
  if (server) return createOnServer(server);
  const folder = await mkdtemp(join(tmpdir(), "souk-test-"));
  await cp(await migratedTemplate(), databaseFolder(folder), { recursive: true });
  const database = await connect(folder, { purpose: "test" });
  return {
    url: database.url,
    drop: async () => {
      await database.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function createOnServer(server: string): Promise<FreshDatabase> {
  const name = `souk_test_${randomUUID().replaceAll("-", "")}`;
  await execute(server, `CREATE DATABASE "${name}"`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  await migrate(url.href);
  return { url: url.href, drop: () => execute(server, `DROP DATABASE "${name}" WITH (FORCE)`) };
}

async function execute(url: string, sql: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  await client.query(sql).finally(() => client.end());
}
