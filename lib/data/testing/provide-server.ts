// Vitest's global set-up of the project `database-server`: a database of its own on the server that
// TEST_DATABASE_URL names, made before the run and dropped after it.
import type { TestProject } from "vitest/node";
import { generateClient } from "../generate-client";
import { createDatabase } from "./fresh-database";

export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  const server = process.env.TEST_DATABASE_URL;
  if (!server) throw new Error("TEST_DATABASE_URL is not set.");
  await generateClient();
  const database = await createDatabase(server);
  project.provide("databaseUrl", database.url);
  project.provide("databaseServer", server);
  return database.drop;
}
