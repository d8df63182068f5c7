// Learners and policies in the demo's world, whose hidden truth is known: one JSON object as the last line.
import { EVALUATE_USAGE, parseEvaluateOptions } from "./evaluate/evaluate-options";

/** Each evaluation, loaded when it is asked for; it returns what is printed as one JSON object. */
const TASKS = {
  world: async () => (await import("./evaluate/world")).evaluateWorld,
  fill: async () => (await import("./evaluate/fill")).evaluateFill,
  segmentation: async () => (await import("./evaluate/segmentation")).evaluateShopSegmentation,
  recommendations: async () => (await import("./evaluate/recommendations")).evaluateRecommendations,
  "pricing-world": async () => (await import("./evaluate/pricing-world")).evaluateOnePricingWorld,
  reprice: async () => (await import("./evaluate/reprice")).evaluateReprice,
  pricing: async () => (await import("./evaluate/pricing")).evaluatePrices,
};

try {
  const options = parseEvaluateOptions(process.argv.slice(2), Object.keys(TASKS));
  if (options === null) process.stdout.write(EVALUATE_USAGE);
  else {
    const run = await TASKS[options.task as keyof typeof TASKS]();
    const report = await run(options, (sentence) => void process.stderr.write(`${sentence}\n`));
    process.stdout.write(`${JSON.stringify({ task: options.task, node: process.version, ...report })}\n`);
  }
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
