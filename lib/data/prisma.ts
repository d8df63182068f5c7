import "server-only";
import { PrismaPg } from "@prisma/adapter-pg";
import { databaseConnections, databaseUrl } from "@/lib/platform/env";
import { PrismaClient } from "./generated/client";

// One client a process; Next's development server loads modules again, hence the global.
const holder = globalThis as unknown as { soukPrisma?: PrismaClient };

/** The process's one client, connected to DATABASE_URL: a PostgreSQL server or the embedded database's owner. */
export function prisma(): PrismaClient {
  holder.soukPrisma ??= new PrismaClient({
    // A transaction may send its next statement before the last is answered (side-by-side.ts).
    adapter: new PrismaPg({ connectionString: databaseUrl(), max: databaseConnections(), pipeline: true }),
  });
  return holder.soukPrisma;
}

/** Closes the process's connections; the next use opens new ones. */
export async function disconnect(): Promise<void> {
  const client = holder.soukPrisma;
  holder.soukPrisma = undefined;
  await client?.$disconnect();
}
