// A process of its own for the tests: imports a source into a shop and reports each batch that is stored.
import { systemActor } from "@/lib/domain/actor";
import { importMovielens } from "../import-movielens";
import { importOnlineRetail } from "../import-online-retail";
import type { ImportOptions } from "../import-progress";
import { inspectMovielens } from "../inspect-movielens";
import { inspectOnlineRetail } from "../inspect-online-retail";

const [format = "", storeId = "", path = "", leaseMs = "", batchLines = ""] = process.argv.slice(2);
process.send?.({ kind: "ready" });
const actor = systemActor(storeId);
const options: ImportOptions = {
  wallNow: () => new Date(),
  leaseMs: Number(leaseMs),
  batchLines: Number(batchLines),
  onProgress: ({ step, done }) => {
    if (step === "rows") process.send?.({ kind: "stored", doneLines: done });
  },
};
if (format === "movielens") await importMovielens(actor, await inspectMovielens(path), options);
else await importOnlineRetail(actor, await inspectOnlineRetail(path), options);
process.exit(0);
