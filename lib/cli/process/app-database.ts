import { connect, type OwnerPlace } from "@/lib/data/embedded/connect";
import type { Purpose } from "@/lib/data/embedded/purposes";

/** The database that a command works on: the server of DATABASE_URL, or the embedded one of a data folder. */
export interface AppDatabase {
  readonly url: string;
  readonly embedded: boolean;
  close(): Promise<void>;
}

export interface AppDatabaseOptions {
  readonly purpose: Purpose;
  readonly dataFolder: string;
  readonly fresh?: boolean;
  /** The embedded database could not be brought back. */
  readonly onBroken?: (sentence: string) => void;
}

const RECOVERIES_ALLOWED = 5;

/**
 * Opens it and sets DATABASE_URL for this process and its children. When the embedded database's owner dies, it is
 * started again at the same address: work in flight fails and is tried again by whoever does it.
 */
export async function openAppDatabase(options: AppDatabaseOptions): Promise<AppDatabase> {
  const server = process.env.DATABASE_URL;
  if (server) return { url: server, embedded: false, close: async () => undefined };
  const { purpose, dataFolder, fresh } = options;
  let database = await connect(dataFolder, { purpose, fresh: fresh ?? false });
  let closing = false;
  let recoveries = 0;
  const keep = async (place: OwnerPlace): Promise<void> => {
    await database.lost;
    if (closing) return;
    try {
      recoveries += 1;
      if (recoveries > RECOVERIES_ALLOWED) throw new Error("Its process ended again and again.");
      database = await connect(dataFolder, { purpose, place });
      void keep(database.place);
    } catch (error) {
      options.onBroken?.(`The embedded database is gone: ${(error as Error).message}`);
    }
  };
  void keep(database.place);
  process.env.DATABASE_URL = database.url;
  return {
    url: database.url,
    embedded: true,
    close: async () => {
      closing = true;
      await database.close();
    },
  };
}
