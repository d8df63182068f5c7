import { existsSync, readdirSync, readFileSync } from "node:fs";
import { builtinModules } from "node:module";
import { dirname, join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");

const FLOORS = {
  app: ["components", "client", "auth", "services", "contracts", "domain", "i18n", "platform"],
  // Beside what it starts: `domain` for the actor it speaks as and the words of states and errors.
  cli: ["services", "auth", "jobs", "lab", "evaluation", "demo", "data", "contracts", "domain", "platform"],
  components: ["client", "contracts", "domain", "i18n"],
  client: ["contracts", "domain"],
  jobs: ["services", "demo", "evaluation", "contracts", "domain", "platform"],
  demo: ["world", "services", "data", "domain", "platform"],
  evaluation: ["world", "ml", "domain"],
  lab: ["ml", "domain", "contracts", "platform"],
  services: ["data", "domain", "ml", "lab", "contracts", "platform"],
  auth: ["data", "domain", "platform"],
  data: ["domain", "platform"],
  contracts: ["domain"],
  i18n: [],
  domain: [],
  platform: [],
  ml: [],
  world: ["ml"],
} as const satisfies Record<string, readonly string[]>;
type Floor = keyof typeof FLOORS;

/** Floors that compute only: no clock, randomness, input or output, and no package but those named. */
const PURE: Partial<Record<Floor, readonly string[]>> = {
  ml: ["ml-matrix", "ml-pca"],
  world: [],
  domain: ["@date-fns/tz", "date-fns"],
};
const ONLY_IN: Record<string, readonly string[]> = {
  "@prisma/client": ["lib/data/"],
  "@prisma/adapter-pg": ["lib/data/"],
  // The queue's connections serve its sender in data and its receiver in jobs, which does not import data.
  pg: ["lib/data/", "lib/platform/queue-database"],
  "pg-boss": ["lib/data/", "lib/jobs/"],
  "better-auth": ["lib/auth/", "app/"],
  recharts: ["components/charts/"],
  sharp: ["lib/ml/vision/"],
};
/**
 * Rooms of `data` that the command line may enter: what makes, opens, spreads and leaves a database, and no rows. The
 * client is generated before anything that needs it is loaded, and what a command opened it closes.
 */
const CLI_DATA_ROOMS = [
  "lib/data/migrate",
  "lib/data/generate-client",
  "lib/data/disconnect",
  "lib/data/distribute",
  "lib/data/embedded/",
];

interface Import {
  readonly file: string;
  readonly target: string;
}

function* sourceFiles(folder: string): Generator<string> {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (["node_modules", ".next", "generated", ".git", "souk-data"].includes(entry.name)) continue;
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* sourceFiles(path);
    else if (/\.tsx?$/.test(entry.name) && !/\.(test|d)\.tsx?$/.test(entry.name)) yield path;
  }
}

function importsOf(path: string): Import[] {
  const file = relative(root, path).split(sep).join("/");
  const text = readFileSync(path, "utf8");
  const pattern =
    /(?:^|\n)\s*(?:import|export)\s[^;'"]*?from\s*["']([^"']+)["']|(?:^|\n)\s*import\s*["']([^"']+)["']|import\(\s*["']([^"']+)["']\s*\)/g;
  return [...text.matchAll(pattern)].map((match) => {
    const name = (match[1] ?? match[2] ?? match[3])!;
    const target = name.startsWith(".")
      ? relative(root, join(dirname(path), name))
          .split(sep)
          .join("/")
      : name.replace(/^@\//, "");
    return { file, target: name.startsWith(".") || name.startsWith("@/") ? target : `npm:${name}` };
  });
}

function floorOf(path: string): Floor | undefined {
  const [first, second] = path.split("/");
  if (first === "app" || first === "components") return first;
  if (path === "proxy.ts" || path.startsWith("instrumentation")) return "app";
  return first === "lib" && second && second in FLOORS ? (second as Floor) : undefined;
}

function packageOf(target: string): string {
  const parts = target
    .slice(4)
    .replace(/^node:/, "")
    .split("/");
  return target.slice(4).startsWith("@") ? parts.slice(0, 2).join("/") : parts[0]!;
}

const files = ["app", "components", "lib"]
  .filter((folder) => existsSync(join(root, folder)))
  .flatMap((folder) => [...sourceFiles(join(root, folder))])
  .concat(["proxy.ts", "instrumentation.ts"].map((file) => join(root, file)));
const imports = files.flatMap(importsOf);

describe("the house", () => {
  it("has code on its floors", () => {
    expect(files.length).toBeGreaterThan(10);
    expect(imports.length).toBeGreaterThan(10);
  });

  it("imports only along the allowed arrows", () => {
    const wrong = imports.filter(({ file, target }) => {
      const from = floorOf(file);
      const to = floorOf(target);
      if (!from || !to || from === to) return false;
      if (!(FLOORS[from] as readonly string[]).includes(to)) return true;
      if (from === "cli" && to === "data") return !CLI_DATA_ROOMS.some((room) => target.startsWith(room));
      if (from === "world" && to === "ml") return !/^lib\/ml\/(core|distributions)\//.test(target);
      return false;
    });
    expect(wrong).toEqual([]);
  });

  it("keeps each file of lib on a known floor", () => {
    const strays = files.map((path) => relative(root, path).split(sep).join("/"));
    expect(strays.filter((path) => path.startsWith("lib/") && !floorOf(path))).toEqual([]);
  });

  it("keeps mathematics, rules and the world free of packages, clocks and chance", () => {
    const wrong = imports.filter(({ file, target }) => {
      const allowed = PURE[floorOf(file) ?? "app"];
      if (!allowed || !target.startsWith("npm:")) return false;
      if (file.startsWith("lib/ml/vision/") && target === "npm:sharp") return false;
      return !allowed.includes(packageOf(target));
    });
    const impure = files
      .map((path) => ({ path: relative(root, path).split(sep).join("/"), text: readFileSync(path, "utf8") }))
      .filter(({ path }) => PURE[floorOf(path) ?? "app"])
      .filter(({ text }) =>
        /Math\.random|Date\.now|new Date\(\)|performance\.now|process\.|console\./.test(
          text.replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, ""),
        ),
      )
      .map(({ path }) => path);
    expect({ wrong, impure }).toEqual({ wrong: [], impure: [] });
  });

  it("opens packages that belong to one room only there", () => {
    const wrong = imports.filter(({ file, target }) => {
      if (!target.startsWith("npm:")) return false;
      const rooms = ONLY_IN[packageOf(target)];
      return rooms !== undefined && !rooms.some((room) => file.startsWith(room));
    });
    expect(wrong).toEqual([]);
  });

  it("has no two files that need one another, however far around", () => {
    const names = new Set(files.map((path) => relative(root, path).split(sep).join("/")));
    const needs = new Map([...names].map((name) => [name, [] as string[]]));
    for (const { file, target } of imports) {
      const needed = ["", ".ts", ".tsx", "/index.ts"]
        .map((end) => target + end)
        .find((path) => names.has(path));
      if (needed) needs.get(file)!.push(needed);
    }
    // Takes away whatever needs nothing that is left; what cannot go stands in a circle or leans on one.
    for (let before = -1; before !== needs.size; ) {
      before = needs.size;
      for (const [name, needed] of needs) if (!needed.some((other) => needs.has(other))) needs.delete(name);
    }
    // The same from the other side: nobody in the circle leaves only those who lean on it.
    for (let before = -1; before !== needs.size; ) {
      before = needs.size;
      const needed = new Set([...needs.values()].flat());
      for (const name of needs.keys()) if (!needed.has(name)) needs.delete(name);
    }
    expect([...needs.keys()]).toEqual([]);
  });

  it("lets the browser's floors touch no Node module", () => {
    const wrong = imports.filter(
      ({ file, target }) =>
        ["components", "client", "contracts", "domain"].includes(floorOf(file) ?? "") &&
        target.startsWith("npm:") &&
        builtinModules.includes(packageOf(target)),
    );
    expect(wrong).toEqual([]);
  });
});
