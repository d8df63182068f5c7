import packageJson from "@/package.json";

/**
 * Which code made a result: the product's version and the version of the training's own steps. Raise the second
 * number whenever the same rows, params and seed would give another result.
 */
export const CODE_VERSION = `${packageJson.version}+training.1`;
