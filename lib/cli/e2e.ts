import { generateClient } from "@/lib/data/generate-client";
import { buildApp } from "./demo/build-app";
import { runJourneys } from "./test/run-journeys";

const say = (sentence: string) => void process.stdout.write(`${sentence}\n`);

try {
  await generateClient();
  say((await buildApp()) ? "Built the web app." : "The web app stands built from these sources.");
  process.exitCode = await runJourneys(process.argv.slice(2), say);
} catch (error) {
  process.stderr.write(`${(error as Error).message}\n`);
  process.exitCode = 1;
}
