// Runs before each database test file: points the process at the database that the set-up made. One connection,
// so that a query past an open transaction's own scope waits for itself and fails instead of passing by luck.
import { afterAll, inject } from "vitest";
import { disconnect } from "../disconnect";

process.env.DATABASE_URL = inject("databaseUrl");
process.env.DATABASE_CONNECTIONS = "1";
process.env.BETTER_AUTH_SECRET ??= "a-secret-for-tests-that-protects-nothing";

afterAll(disconnect);
