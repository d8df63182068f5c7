import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const alias = {
  "@": fileURLToPath(new URL(".", import.meta.url)).replace(/\/$/, ""),
  "server-only": fileURLToPath(new URL("./lib/platform/server-only.ts", import.meta.url)),
};
const ignored = ["**/node_modules/**", "**/.next/**", "e2e/**"];

/** One database serves a whole project: its files run one after another. */
function databaseProject(name: string, setup: string, leftOut: string[]) {
  return {
    extends: true as const,
    test: {
      name,
      include: ["**/*.db.test.ts"],
      exclude: [...ignored, ...leftOut],
      globalSetup: [`lib/data/testing/${setup}.ts`],
      setupFiles: ["lib/data/testing/use-database.ts"],
      fileParallelism: false,
    },
  };
}

export default defineConfig({
  resolve: { alias },
  test: {
    // Correctness never depends on speed: a slow machine must not fail a test.
    testTimeout: 600_000,
    hookTimeout: 600_000,
    // By itself one processor would be left over, which on a machine of two is half of them.
    maxWorkers: availableParallelism(),
    projects: [
      {
        extends: true,
        test: {
          name: "unit",
          include: ["**/*.test.ts", "**/*.test.tsx"],
          exclude: [...ignored, "**/*.db.test.ts"],
        },
      },
      databaseProject("database", "provide-embedded", []),
      // The same tests once more on a PostgreSQL server, where one is given.
      ...(process.env.TEST_DATABASE_URL
        ? [databaseProject("database-server", "provide-server", ["lib/data/embedded/**"])]
        : []),
    ],
  },
});
