// A process of its own for the tests: builds in a folder with a program in Next's place, until it is killed.
import { buildApp } from "../build-app";

const [, , root = "", next = ""] = process.argv;
await buildApp(undefined, { root, next });
