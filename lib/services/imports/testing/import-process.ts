// A process of its own for the tests: imports a folder into a shop and reports each batch that is stored.
import { systemActor } from "@/lib/domain/actor";
import { importMovielens } from "../import-movielens";
import { inspectMovielens } from "../inspect-movielens";

const [storeId = "", folder = "", leaseMs = "", batchLines = ""] = process.argv.slice(2);
process.send?.({ kind: "ready" });
await importMovielens(systemActor(storeId), await inspectMovielens(folder), {
  wallNow: () => new Date(),
  leaseMs: Number(leaseMs),
  batchLines: Number(batchLines),
  onProgress: ({ doneLines }) => void process.send?.({ kind: "stored", doneLines }),
});
process.exit(0);
