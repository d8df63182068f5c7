import { parseArgs } from "node:util";
import { evaluateLists } from "@/lib/evaluation/recommendations/evaluate-lists";

// The engine in the demo's world, whose hidden truth is known: one JSON object as the last line.
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    size: { type: "string", default: "small" },
    weeks: { type: "string", default: "26" },
    replicates: { type: "string", default: "20" },
  },
});
const SIZES = ["small", "standard", "large"] as const;
const size = SIZES.find((one) => one === values.size);
const weeks = Number(values.weeks);
const replicates = Number(values.replicates);
if (positionals[0] !== "recommendations" || !size || !(weeks >= 0) || !(replicates >= 2)) {
  console.error("Usage: evaluate recommendations [--size small|standard] [--weeks 26] [--replicates 20]");
  process.exit(1);
}
const report = evaluateLists({
  settings: { size },
  days: 7 * weeks,
  replicates,
  progress: (sentence) => console.error(sentence),
});
console.log(JSON.stringify(report));
