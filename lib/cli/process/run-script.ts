import { spawn } from "node:child_process";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";

export const ROOT = fileURLToPath(new URL("../../..", import.meta.url));
const require = createRequire(import.meta.url);

/** A package's program as a file for Node: no shell, no `.cmd`, the same on every system. */
export function programOf(packageName: string, file: string): string {
  const manifest = require.resolve(`${packageName}/package.json`);
  return manifest.replace(/package\.json$/, file);
}

/** Runs a script of Node with this terminal's output. @returns its exit code, 1 when it was killed */
export async function runScript(
  script: readonly string[],
  env: Readonly<Record<string, string | undefined>> = {},
): Promise<number> {
  return runProgram(process.execPath, script, env);
}

/** The same for any program. */
export async function runProgram(
  program: string,
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>> = {},
): Promise<number> {
  const child = spawn(program, args, {
    cwd: ROOT,
    env: { ...process.env, ...env },
    stdio: ["ignore", "inherit", "inherit"],
    windowsHide: true,
  });
  return new Promise((done, fail) => {
    child.once("error", fail);
    child.once("exit", (code) => done(code ?? 1));
  });
}
