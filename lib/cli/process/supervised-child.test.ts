import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { SupervisedChild } from "./supervised-child";

let folder: string;
let child: SupervisedChild | undefined;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "souk-child-"));
});
afterEach(async () => {
  await child?.stop();
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
});

async function supervise(code: string, onBroken = (sentence: string) => expect.unreachable(sentence)) {
  const file = join(folder, "child.mjs");
  await writeFile(file, code);
  child = new SupervisedChild({
    name: "child",
    script: [file],
    env: {},
    logFile: join(folder, "log"),
    onBroken,
  });
  return child;
}

async function logged(words: string): Promise<void> {
  for (;;) {
    const log = await readFile(join(folder, "log"), "utf8");
    if (log.includes(words)) return;
    await new Promise((done) => setTimeout(done, 20));
  }
}

const STAYING = `
  process.on("SIGTERM", () => { console.log("goodbye " + process.pid); process.exit(0); });
  console.log("ready " + process.pid);
  setInterval(() => {}, 1000);`;

describe("a supervised child", () => {
  it("is started again when it is killed", async () => {
    const supervised = await supervise(STAYING);
    const first = supervised.processId!;
    await logged(`ready ${first}`);
    process.kill(first, "SIGKILL");
    while (supervised.processId === first) await new Promise((done) => setTimeout(done, 20));
    await logged(`ready ${supervised.processId}`);
  });

  it("is asked to stop, ends in its own way, and stays ended", async () => {
    const supervised = await supervise(STAYING);
    const { processId } = supervised;
    await logged(`ready ${processId}`);
    await supervised.stop();
    await logged(`goodbye ${processId}`);
    expect(supervised.processId).toBe(processId);
  });

  it("that ends again and again is given up with a sentence", async () => {
    const sentence = await new Promise<string>((done) => void supervise("process.exit(3)", done as never));
    expect(sentence).toMatch(/^The child ended 6 times within a minute\. See .*log\.$/);
  });
});
