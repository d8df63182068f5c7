import { evaluatePricing } from "@/lib/evaluation/pricing/evaluate-pricing";
const t0 = performance.now();
const r = evaluatePricing({ settings: { size: "small", customers: 1500, seed: 3 }, weeks: 26, replicates: 3, truthReplicates: 2 }, (w) => process.stderr.write(`${w} ${((performance.now()-t0)/1000).toFixed(0)}s\n`));
console.log(JSON.stringify(r, null, 1), ((performance.now()-t0)/1000).toFixed(0));
