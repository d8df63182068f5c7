import { spawn, spawnSync } from "node:child_process";

const INTERPRETERS = ["python3", "/usr/bin/python3", "python"];
/** One thread, so that processors are compared and not their number. */
const ONE_THREAD = { OMP_NUM_THREADS: "1", OPENBLAS_NUM_THREADS: "1", MKL_NUM_THREADS: "1" };
const found = new Map<string, string | null>();

/** How to install Debian's packages that hold these modules. */
export const PYTHON_HINT =
  "apt-get install python3-sklearn python3-scipy python3-numpy (Debian's, one thread)";

/** The interpreter that can import these modules, or null. Asked once per process. */
export function findPython(modules: readonly string[]): string | null {
  const wanted = modules.join(", ");
  const known = found.get(wanted);
  if (known !== undefined) return known;
  const interpreter =
    INTERPRETERS.find(
      (name) => spawnSync(name, ["-c", `import ${wanted}`], { stdio: "ignore" }).status === 0,
    ) ?? null;
  found.set(wanted, interpreter);
  return interpreter;
}

/**
 * Runs a script that reads float64 values from its standard input as `x` (numpy, flat) and prints one JSON object as
 * its last line. @returns null when no interpreter has the modules.
 */
export async function runPython<T>(
  modules: readonly string[],
  script: string,
  input: Float64Array,
): Promise<T | null> {
  const interpreter = findPython(modules);
  if (interpreter === null) return null;
  const program = `import sys, json, time\nimport numpy as np\nx = np.frombuffer(sys.stdin.buffer.read())\n${script}`;
  const child = spawn(interpreter, ["-c", program], { env: { ...process.env, ...ONE_THREAD } });
  const output: Buffer[] = [];
  const errors: Buffer[] = [];
  child.stdout.on("data", (chunk: Buffer) => output.push(chunk));
  child.stderr.on("data", (chunk: Buffer) => errors.push(chunk));
  child.stdin.end(Buffer.from(input.buffer, input.byteOffset, input.byteLength));
  const status = await new Promise<number | null>((resolve, reject) => {
    child.on("error", reject);
    child.on("close", resolve);
  });
  if (status !== 0)
    throw new Error(`The reference script failed: ${Buffer.concat(errors).toString().slice(-2000)}`);
  return JSON.parse(Buffer.concat(output).toString().trim().split("\n").at(-1)!) as T;
}
