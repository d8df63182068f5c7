import { beforeAll, describe, expect, it } from "vitest";
import { inTransaction, type StoreScope, storeScope } from "./scope";
import { sideBySide } from "./side-by-side";
import { createStore } from "./testing/factories";

let scope: StoreScope;

beforeAll(async () => {
  const { id } = await createStore();
  scope = storeScope(id);
});

const number = ({ db }: StoreScope, n: number) => db.$queryRaw<{ n: number }[]>`SELECT ${n}::int AS "n"`;

describe("writes side by side", () => {
  it("gives each its own answer, in a transaction that stands", async () => {
    const answers = await inTransaction(scope, (tx) =>
      sideBySide({
        one: async () => (await number(tx, 1))[0]!.n,
        two: async () => (await number(tx, 2))[0]!.n,
        many: async () => {
          const first = (await number(tx, 3))[0]!.n;
          return first + (await number(tx, 4))[0]!.n;
        },
      }),
    );
    expect(answers).toEqual({ one: 1, two: 2, many: 7 });
  });

  it("tells the failure that broke the transaction, and leaves nothing of it", async () => {
    const before = await scope.db.store.count({ where: { id: scope.storeId, name: "changed" } });
    const broken = inTransaction(scope, (tx) =>
      sideBySide({
        // Its second step meets the broken transaction before the culprit, which was sent later, is named.
        late: async () => {
          await tx.db.$executeRaw`UPDATE "store" SET "name" = 'changed' WHERE "id" = ${tx.storeId}::uuid`;
          await number(tx, 1);
          await number(tx, 2);
        },
        culprit: () => tx.db.$queryRaw`SELECT 1 / 0`,
      }),
    );
    await expect(broken).rejects.toThrow(/division by zero/);
    expect(await scope.db.store.count({ where: { id: scope.storeId, name: "changed" } })).toBe(before);
  });
});
