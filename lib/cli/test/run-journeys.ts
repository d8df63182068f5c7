import { findBrowser } from "../process/find-browser";
import { programOf, runScript } from "../process/run-script";

/** Runs the browser journeys on the built app. @param args Playwright's own @returns its exit code */
export async function runJourneys(
  args: readonly string[],
  say: (sentence: string) => void,
  env: Readonly<Record<string, string>> = {},
): Promise<number> {
  const browser = await findBrowser(say);
  return runScript([programOf("@playwright/test", "cli.js"), "test", ...args], {
    ...env,
    SOUK_BROWSER: browser,
  });
}
