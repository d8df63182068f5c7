import { AsyncLocalStorage } from "node:async_hooks";
import type { Prisma } from "./generated/client";
import { prisma } from "./prisma";

export type Db = Prisma.TransactionClient;

/** One shop and the connection to reach it by: the first argument of every function that reads or writes a shop. */
export interface StoreScope {
  readonly storeId: string;
  readonly db: Db;
}

const insideTransaction = new AsyncLocalStorage<true>();

/**
 * The shared connection. Refuses inside a transaction: on one backend a second client waits for the first
 * for ever, so everything inside takes the scope that `inTransaction` hands over.
 */
export function db(): Db {
  refuseInsideTransaction();
  return prisma();
}

/** @throws Error inside a transaction, for whatever has a connection of its own */
export function refuseInsideTransaction(): void {
  if (insideTransaction.getStore())
    throw new Error(
      "Inside a transaction use the scope it was given: a second client would wait for itself.",
    );
}

/** The scope of a shop outside transactions; its connection is looked up at each use, so the guard holds there too. */
export function storeScope(storeId: string): StoreScope {
  return {
    storeId,
    get db() {
      return db();
    },
  };
}

/** Runs `work` in one transaction: all of it or none. The scope it is given is the only connection allowed inside. */
export async function inTransaction<T>(
  scope: StoreScope,
  work: (scope: StoreScope) => Promise<T>,
  options: { timeoutMs?: number } = {},
): Promise<T> {
  return transaction((tx) => work({ storeId: scope.storeId, db: tx }), options);
}

/** The same for work that belongs to no single shop: people, the list of shops, the queue. */
export async function transaction<T>(
  work: (tx: Db) => Promise<T>,
  options: { timeoutMs?: number } = {},
): Promise<T> {
  if (insideTransaction.getStore())
    throw new Error("A transaction is already open here: pass its scope on instead of opening a second one.");
  return prisma().$transaction((tx) => insideTransaction.run(true, () => work(tx)), {
    // Waiting for a turn on the embedded database's one backend is normal, not a failure.
    maxWait: 60_000,
    timeout: options.timeoutMs ?? 60_000,
  });
}
