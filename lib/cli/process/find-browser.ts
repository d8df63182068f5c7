import { existsSync, readFileSync } from "node:fs";
import { programOf, runProgram, runScript } from "./run-script";

const KNOWN_PLACES: Partial<Record<NodeJS.Platform, readonly string[]>> = {
  linux: ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome", "/snap/bin/chromium"],
  darwin: [
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
  ],
  win32: [
    "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
    "C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe",
  ],
};

/**
 * The browser for the journeys: Playwright's own, else one that is installed, else one that this installs (by apt
 * on Debian as root, else by Playwright's download). Says what it did.
 * @returns its program file. @throws Error with what to do when there is none and none could be installed
 */
export async function findBrowser(say: (sentence: string) => void): Promise<string> {
  const found = await lookForBrowser();
  if (found) {
    say(`Browser: found ${found}.`);
    return found;
  }
  if (isDebian() && process.getuid?.() === 0) {
    say("Browser: none found; installing Debian's chromium with apt-get.");
    await aptInstall("chromium");
  } else {
    say("Browser: none found; downloading Playwright's chromium.");
    await runScript([programOf("@playwright/test", "cli.js"), "install", "chromium"]);
  }
  const installed = await lookForBrowser();
  if (!installed)
    throw new Error(
      "There is no browser for the journeys, and none could be installed. Install Chromium or Chrome, or name one in SOUK_BROWSER.",
    );
  say(`Browser: installed ${installed}.`);
  return installed;
}

async function lookForBrowser(): Promise<string | undefined> {
  const named = process.env.SOUK_BROWSER;
  if (named && existsSync(named)) return named;
  const { chromium } = await import("@playwright/test");
  const own = chromium.executablePath();
  return [own, ...(KNOWN_PLACES[process.platform] ?? [])].find((place) => existsSync(place));
}

function isDebian(): boolean {
  const file = "/etc/os-release";
  return existsSync(file) && /^ID=debian$/m.test(readFileSync(file, "utf8"));
}

async function aptInstall(name: string): Promise<void> {
  const env = { DEBIAN_FRONTEND: "noninteractive" };
  const wait = ["-o", "DPkg::Lock::Timeout=600"];
  await runProgram("apt-get", [...wait, "update"], env);
  await runProgram("apt-get", [...wait, "install", "-y", "--no-install-recommends", name], env);
}
