import { defineConfig } from "@playwright/test";

const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--no-first-run",
];
const LOOKS_ONLY = "**/every-page.spec.ts";
const browser = process.env.SOUK_BROWSER;

export default defineConfig({
  testDir: "e2e/journeys",
  outputDir: "test-results",
  globalSetup: "./e2e/support/start-demo.ts",
  // One demo serves all journeys: what changes the shop comes one after another, what only looks at it goes beside.
  workers: 2,
  fullyParallel: false,
  projects: [
    { name: "pages", testMatch: LOOKS_ONLY, workers: 1 },
    { name: "journeys", testIgnore: LOOKS_ONLY, workers: 1 },
  ],
  forbidOnly: process.env.CI === "true",
  // A journey that passes only at the second try is broken.
  retries: 0,
  timeout: 120_000,
  expect: { timeout: 20_000 },
  reporter: [["list"]],
  use: {
    viewport: { width: 1440, height: 900 },
    locale: "en-GB",
    timezoneId: "UTC",
    // Recording every journey costs much of a small machine, and where checks run by themselves nobody opens it.
    trace: process.env.CI === "true" ? "off" : "retain-on-failure",
    screenshot: "only-on-failure",
    launchOptions: { args: FLAGS, ...(browser ? { executablePath: browser } : {}) },
  },
});
