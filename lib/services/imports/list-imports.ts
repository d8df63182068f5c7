import type { ImportRunView } from "@/lib/contracts/import-runs";
import { listImportRuns } from "@/lib/data/import-runs";
import { storeScope } from "@/lib/data/scope";
import type { Actor } from "@/lib/domain/actor";
import type { ImportRun } from "@/lib/domain/imports/import-run";
import { authorise } from "@/lib/domain/permissions";

const NEWEST = 100;

/** The newest files brought into the shop. @param wallNow decides whether a running one is still alive */
export async function listImports(actor: Actor, wallNow: Date): Promise<ImportRunView[]> {
  authorise(actor, "shop:read");
  const runs = await listImportRuns(storeScope(actor.storeId), NEWEST);
  return runs.map((run) => ({
    id: run.id,
    format: run.format,
    fileName: run.fileName,
    status: statusOf(run, wallNow),
    share: run.checkpoint.share ?? null,
    counts: run.counts,
    message: run.message,
    actorName: run.actorName,
    createdAt: run.createdAt.toISOString(),
    finishedAt: run.finishedAt?.toISOString() ?? null,
  }));
}

function statusOf(run: ImportRun, wallNow: Date): ImportRunView["status"] {
  if (run.status === "queued") return "running";
  const silent = run.status === "running" && (!run.leaseUntil || run.leaseUntil < wallNow);
  return silent ? "interrupted" : run.status;
}
