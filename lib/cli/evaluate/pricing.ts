import { spawn } from "node:child_process";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import type { PricingWorldReport } from "@/lib/evaluation/pricing/evaluate-pricing-world";
import { summariseWorlds } from "@/lib/evaluation/pricing/summarise-worlds";
import { ROOT } from "../process/run-script";
import type { EvaluateOptions } from "./evaluate-options";
import { PRICING_CUSTOMERS } from "./pricing-world";

/** Worlds at work at once: each is a process of its own. */
const MOST_AT_ONCE = 2;

/** Pricing policies run forward on as many worlds as there are replicates, each of another seed. */
export async function evaluatePrices(
  options: EvaluateOptions,
  progress: (sentence: string) => void,
): Promise<object> {
  const started = performance.now();
  const first = options.seed ?? 1;
  const seeds = Array.from({ length: options.replicates }, (_, k) => first + k);
  const reports = new Map<number, PricingWorldReport>();
  const queue = [...seeds];
  const work = async () => {
    for (let seed = queue.shift(); seed !== undefined; seed = queue.shift()) {
      reports.set(seed, await evaluateWorld(options, seed));
      progress(`world ${reports.size} of ${seeds.length}`);
    }
  };
  await Promise.all(Array.from({ length: Math.min(MOST_AT_ONCE, availableParallelism()) }, work));
  return {
    ...{
      size: options.size,
      customers: options.customers ?? PRICING_CUSTOMERS,
      weeks: options.weeks,
      firstSeed: first,
    },
    seconds: Math.round((performance.now() - started) / 1000),
    ...summariseWorlds(seeds.map((seed) => reports.get(seed)!)),
  };
}

/** One world in a process of its own, with this task's options. */
async function evaluateWorld(options: EvaluateOptions, seed: number): Promise<PricingWorldReport> {
  const wish = ["--size", options.size, "--weeks", String(options.weeks), "--seed", String(seed)];
  const customers = options.customers === undefined ? [] : ["--customers", String(options.customers)];
  const child = spawn(
    process.execPath,
    [join(ROOT, "lib", "cli", "run.mjs"), "evaluate", "pricing-world", ...wish, ...customers],
    { cwd: ROOT, stdio: ["ignore", "pipe", "pipe"], windowsHide: true },
  );
  let [said, failed] = ["", ""];
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    said += text;
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    failed = (failed + text).slice(-2_000);
  });
  const code = await new Promise<number | null>((done, fail) => {
    child.once("error", fail);
    child.once("close", done);
  });
  const last = said.trimEnd().split("\n").at(-1);
  if (code !== 0 || !last) throw new Error(`World ${seed} stopped: ${failed.trim() || "no output"}`);
  return JSON.parse(last) as PricingWorldReport;
}
