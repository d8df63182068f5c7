// Vitest's global set-up of the project `database`: an embedded database of its own for each run.
import type { TestProject } from "vitest/node";
import { generateClient } from "../generate-client";
import { createDatabase } from "./fresh-database";

declare module "vitest" {
  interface ProvidedContext {
    /** The migrated database of this run. */
    databaseUrl: string;
    /** The server it lies on, or null when it is embedded. */
    databaseServer: string | null;
  }
}

export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  await generateClient();
  const database = await createDatabase(null);
  project.provide("databaseUrl", database.url);
  project.provide("databaseServer", null);
  return database.drop;
}
