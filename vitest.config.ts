import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const alias = {
  "@": fileURLToPath(new URL(".", import.meta.url)).replace(/\/$/, ""),
  "server-only": fileURLToPath(new URL("./lib/platform/server-only.ts", import.meta.url)),
};
const ignored = ["**/node_modules/**", "**/.next/**", "e2e/**"];

export default defineConfig({
  test: {
    // Correctness never depends on speed: a slow machine must not fail a test.
    testTimeout: 600_000,
    hookTimeout: 600_000,
    projects: [
      {
        resolve: { alias },
        test: {
          name: "unit",
          include: ["**/*.test.ts", "**/*.test.tsx"],
          exclude: [...ignored, "**/*.db.test.ts"],
        },
      },
      {
        resolve: { alias },
        test: {
          name: "database",
          include: ["**/*.db.test.ts"],
          exclude: ignored,
          // One embedded database serves the whole project: files run one after another.
          fileParallelism: false,
        },
      },
    ],
  },
});
