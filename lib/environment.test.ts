import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";

/** Set by Node, Next, tsx and continuous integration, or handed from one of our processes to its child. */
const NOT_FOR_PEOPLE = new Set([
  ...["CI", "NODE_ENV", "NEXT_TELEMETRY_DISABLED", "TSX_TSCONFIG_PATH", "NEXT_RUNTIME"],
  ...["SOUK_ACCOUNTS", "SOUK_ADDRESS", "SOUK_INSTANCE"],
]);

function sources(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return entry.name === "generated" ? [] : sources(path);
    return /\.(ts|tsx|mjs)$/.test(entry.name) && !/\.test\.tsx?$/.test(entry.name) ? [path] : [];
  });
}

it("every environment variable that the code reads stands in the README", () => {
  const read = new Set(
    ["app", "components", "lib", "e2e"]
      .flatMap(sources)
      .concat("proxy.ts", "instrumentation.ts")
      .flatMap((path) => [
        // `read` is the one way to them in lib/platform/env.ts.
        ...readFileSync(path, "utf8").matchAll(/(?:process\.env\.|\bread\(")([A-Z_]+)/g),
      ])
      .map(([, name]) => name!),
  );
  expect(read.size).toBeGreaterThan(3);
  const readme = readFileSync("README.md", "utf8");
  expect([...read].filter((name) => !NOT_FOR_PEOPLE.has(name) && !readme.includes(`\`${name}\``))).toEqual(
    [],
  );
});
