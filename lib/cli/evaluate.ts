import { parseArgs } from "node:util";
import { evaluatePricing } from "@/lib/evaluation/pricing/evaluate-pricing";
import { evaluateLists } from "@/lib/evaluation/recommendations/evaluate-lists";

// Learners and policies in the demo's world, whose hidden truth is known: one JSON object as the last line.
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    size: { type: "string", default: "small" },
    weeks: { type: "string", default: "26" },
    replicates: { type: "string", default: "20" },
    customers: { type: "string" },
    seed: { type: "string" },
  },
});
const SIZES = ["small", "standard", "large"] as const;
const size = SIZES.find((one) => one === values.size);
const weeks = Number(values.weeks);
const replicates = Number(values.replicates);
const what = positionals[0];
if ((what !== "recommendations" && what !== "pricing") || !size || !(weeks >= 0) || !(replicates >= 2)) {
  console.error(
    "Usage: evaluate recommendations|pricing [--size small|standard] [--weeks 26] [--replicates 20]\n" +
      "       pricing also takes [--customers N] [--seed N]",
  );
  process.exit(1);
}
const report =
  what === "recommendations"
    ? evaluateLists({
        settings: { size },
        days: 7 * weeks,
        replicates,
        progress: (sentence) => console.error(sentence),
      })
    : evaluatePricing(
        {
          settings: {
            size,
            ...(values.customers ? { customers: Number(values.customers) } : {}),
            ...(values.seed ? { seed: Number(values.seed) } : {}),
          },
          ...{ weeks, replicates },
        },
        (step) => console.error(step),
      );
console.log(JSON.stringify(report));
