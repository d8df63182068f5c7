import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

/** Where else packages are looked for, beside this project's own; see `npm run bench -- --packages FOLDER`. */
let sideFolder: string | null = null;

/** Tells where packages were installed with `npm install --prefix FOLDER NAME`. */
export function lookForPackagesIn(folder: string): void {
  sideFolder = resolve(folder);
}

/**
 * The module of a package that is compared with but not needed: from the side folder when one was named, else from
 * this project. @returns null when it is installed in neither.
 */
export async function findPackage<T>(name: string): Promise<T | null> {
  const places = [...(sideFolder ? [join(sideFolder, "package.json")] : []), import.meta.url];
  for (const place of places) {
    const path = resolveFrom(place, name);
    if (path) return (await import(pathToFileURL(path).href)) as T;
  }
  return null;
}

function resolveFrom(place: string, name: string): string | null {
  try {
    return createRequire(place).resolve(name);
  } catch {
    return null;
  }
}

/** The command that installs an npm package beside the project, and the one that then finds it. */
export function packageHint(name: string, version: string): string {
  return `npm install --prefix FOLDER ${name}@${version}, then npm run bench -- --packages FOLDER`;
}
