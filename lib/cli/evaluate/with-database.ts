import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findClaim } from "@/lib/data/embedded/claim";
import { generateClient } from "@/lib/data/generate-client";
import { migrate } from "@/lib/data/migrate";
import { openAppDatabase } from "../process/app-database";

/**
 * Runs `work` on the embedded database of a folder, or of one that is thrown away afterwards.
 * @param work is told the folder and the database's process, for its memory
 */
export async function withDatabase<T>(
  folder: string | undefined,
  work: (database: { ownerProcessId: number | undefined }) => Promise<T>,
): Promise<T> {
  await generateClient();
  const thrownAway = folder === undefined ? await mkdtemp(join(tmpdir(), "souk-evaluate-")) : undefined;
  const dataFolder = folder ?? thrownAway!;
  const database = await openAppDatabase({ purpose: "import", dataFolder });
  try {
    await migrate(database.url);
    const claim = database.embedded ? await findClaim(dataFolder) : undefined;
    return await work({ ownerProcessId: claim?.processId });
  } finally {
    await (await import("@/lib/data/disconnect")).disconnect();
    await database.close();
    if (thrownAway) await rm(thrownAway, { recursive: true, force: true, maxRetries: 5 });
  }
}
