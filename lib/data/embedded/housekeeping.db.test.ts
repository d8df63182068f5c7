import { PGlite } from "@electric-sql/pglite";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Housekeeping } from "./housekeeping";
import { Turns } from "./turns";

let database: PGlite;
let housekeeping: Housekeeping | undefined;

beforeEach(async () => {
  database = await PGlite.create();
  await database.exec("CREATE TABLE facts (id INTEGER PRIMARY KEY, v TEXT)");
});
afterEach(async () => {
  housekeeping?.stop();
  await database.close();
});

async function statistics() {
  // The counters are written down about once a second; here at once.
  await database.query("SELECT pg_stat_force_next_flush()");
  const { rows } = await database.query<{ dead: number; analyzed: boolean }>(
    `SELECT n_dead_tup::int AS dead, last_analyze IS NOT NULL AS analyzed
     FROM pg_stat_user_tables WHERE relname = 'facts'`,
  );
  return rows[0];
}

const refuse = (error: unknown) => expect.unreachable(String(error));

describe("housekeeping", () => {
  it("clears dead rows and tells the planner what is there", async () => {
    await database.exec(
      "INSERT INTO facts SELECT g, 'a' FROM generate_series(1, 1000) g; UPDATE facts SET v = 'b'",
    );
    expect(await statistics()).toEqual({ dead: 1000, analyzed: false });
    housekeeping = new Housekeeping(new Turns(database, refuse), refuse);
    await housekeeping.tidy();
    expect(await statistics()).toEqual({ dead: 0, analyzed: true });
  });

  it("leaves a table alone that hardly changed", async () => {
    await database.exec("INSERT INTO facts SELECT g, 'a' FROM generate_series(1, 20) g");
    housekeeping = new Housekeeping(new Turns(database, refuse), refuse);
    await housekeeping.tidy();
    expect(await statistics()).toEqual({ dead: 0, analyzed: false });
  });
});
