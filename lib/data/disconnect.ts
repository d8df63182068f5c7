import { disconnectPrepared } from "./prepared";
import { disconnect as disconnectClient } from "./prisma";

/** Closes every connection of the process. The command line may close what its services opened, and no more. */
export async function disconnect(): Promise<void> {
  await Promise.all([disconnectClient(), disconnectPrepared()]);
}
