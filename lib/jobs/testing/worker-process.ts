// A process of its own for the tests: a worker whose leases are short, until it is killed.
import { startWorker } from "../worker";

const leaseMs = Number(process.argv[2]);
await startWorker({ leaseMs, sweepMs: leaseMs / 3 });
process.send?.({ kind: "ready" });
