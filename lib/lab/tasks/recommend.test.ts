import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createRng } from "../../ml/core/rng";
import { runLab } from "../run-lab";

type Output = Record<string, number | string | null> & {
  error?: { code: string; message: string; line: number | null };
};

async function lab(...words: string[]): Promise<Output> {
  const outcome = await runLab(words, { progress: () => {} });
  return JSON.parse(outcome.json) as Output;
}

let folder = "";
let made = 0;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "souk-recommend-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

function file(lines: readonly string[]): string {
  const path = join(folder, `${made++}.csv`);
  writeFileSync(path, `${lines.join("\n")}\n`);
  return path;
}

/** Two tastes: even people give even items 5 and odd ones 1, and the other way round. */
function ratings(
  users: number,
  items: number,
  seed: number,
  rating = (u: number, i: number) => (u % 2 === i % 2 ? 5 : 1),
) {
  const rng = createRng(seed);
  const rows: { user: string; item: string; rating: number }[] = [];
  for (let u = 0; u < users; u++)
    for (let i = 0; i < items; i++)
      if (rng.next() < 0.6) rows.push({ user: `u${u}`, item: `i${i}`, rating: rating(u, i) });
  return rows;
}

const rows = ratings(40, 30, 1);
const csv = (part: typeof rows) => [
  "user,item,rating",
  ...part.map(({ user, item, rating }) => `${user},${item},${rating}`),
];
const train = rows.filter((_, r) => r % 5 > 0);
const test = rows.filter((_, r) => r % 5 === 0);

const PREDICTORS = ["baseline", "user-knn", "item-knn", "mf", "svdpp", "bfm-fast"];
const RANKERS = ["popularity", "user-knn", "item-knn", "mf", "ials", "ease", "ease-transposed", "blend"];

describe("lab ratings", () => {
  it.each(PREDICTORS)("%s predicts the test file and stands beside the baseline", async (algorithm) => {
    const result = await lab(
      "ratings",
      "--train",
      file(csv(train)),
      "--test",
      file(csv(test)),
      "--algorithm",
      algorithm,
    );
    expect(result.error).toBeUndefined();
    expect(result.testRows).toBe(test.length);
    expect(result.rmse).toBeLessThan(algorithm === "baseline" ? 2.2 : 1.7);
    expect(result.baselineRmse).toBeGreaterThan(1.8);
  });

  it.each(PREDICTORS)("%s never looks at the ratings of the test file", async (algorithm) => {
    const trainFile = file(csv(train));
    const permuted = test.map((row, r) => ({ ...row, rating: test[(r + 7) % test.length]!.rating }));
    const honest = await lab(
      "ratings",
      "--train",
      trainFile,
      "--test",
      file(csv(test)),
      "--algorithm",
      algorithm,
    );
    const moved = await lab(
      "ratings",
      "--train",
      trainFile,
      "--test",
      file(csv(permuted)),
      "--algorithm",
      algorithm,
    );
    expect(moved.predictionsSha256).toBe(honest.predictionsSha256);
    expect(moved.rmse).not.toBe(honest.rmse);
  });

  it("writes its predictions with their basis, for strangers too", async () => {
    const out = join(folder, "predictions.csv");
    await lab(
      "ratings",
      "--train",
      file(csv(train)),
      "--test",
      file(["user,item", "u1,i1", "stranger,i1", "u1,novelty", 'stranger,"a, b"']),
      "--algorithm",
      "mf",
      "--predictions",
      out,
    );
    const lines = readFileSync(out, "utf8").trim().split("\n");
    expect(lines[0]).toBe("user,item,prediction,basis");
    expect(lines.slice(1).map((line) => line.split(",").at(-1))).toEqual([
      "model",
      "item-mean",
      "user-mean",
      "global",
    ]);
    expect(lines[4]).toContain('"a, b"');
  });

  it("says that its predictions cannot be written", async () => {
    const words = ["--train", file(csv(train)), "--test", file(csv(test)), "--algorithm", "baseline"];
    const { error } = await lab("ratings", ...words, "--predictions", join(folder, "none", "out.csv"));
    expect(error).toMatchObject({ code: "BAD_OPTION", message: expect.stringContaining("ENOENT") });
  });

  it("gives null figures where the test file has no ratings", async () => {
    const result = await lab(
      "ratings",
      "--train",
      file(csv(train)),
      "--test",
      file(["user,item", "u1,i1"]),
      "--algorithm",
      "baseline",
    );
    expect(result).toMatchObject({ rmse: null, mae: null, testRows: 1 });
  });

  it("reads MovieLens tab files, double colons and headers of other words alike", async () => {
    const forms = [
      train.map((r) => `${r.user}\t${r.item}\t${r.rating}\t881250949`),
      train.map((r) => `${r.user}::${r.item}::${r.rating}::881250949`),
      ["userId,movieId,rating,timestamp", ...train.map((r) => `${r.user},${r.item},${r.rating},881250949`)],
      ["rating;stars_of;user_id;item_id", ...train.map((r) => `${r.rating};x;${r.user};${r.item}`)],
      ["who,what,how", ...train.map((r) => `${r.user},${r.item},${r.rating}`)],
    ];
    const testFile = file(csv(test));
    const found = [];
    for (const form of forms)
      found.push(
        (await lab("ratings", "--train", file(form), "--test", testFile, "--algorithm", "baseline")).rmse,
      );
    expect(new Set(found).size).toBe(1);
    expect(found[0]).toBeGreaterThan(0);
  });

  it("says which line of a file is wrong", async () => {
    const good = file(csv(test));
    const run = (lines: string[]) =>
      lab("ratings", "--train", file(lines), "--test", good, "--algorithm", "baseline");
    expect((await run(["user,item,rating", "a,x,5", "b,y,many"])).error).toMatchObject({
      code: "NOT_A_NUMBER",
      line: 3,
    });
    expect((await run(["user,item,rating", "a,x,5", "b,y"])).error).toMatchObject({
      code: "RAGGED_ROW",
      line: 3,
    });
    expect((await run(["user,item,rating", ",x,5"])).error).toMatchObject({ code: "BAD_VALUE", line: 2 });
    for (const rating of ["1e200", "-1e200", "1e-200"])
      expect((await run(["user,item,rating", "a,x,5", `b,x,${rating}`])).error).toMatchObject({
        code: "BAD_VALUE",
        line: 3,
      });
    expect((await run(["user,item,rating,rating", "a,x,5,1"])).error).toMatchObject({
      code: "BAD_VALUE",
      line: 1,
    });
    expect((await run(["user,item", "a,x"])).error).toMatchObject({ code: "MISSING_COLUMN" });
    expect((await run(["user,stars", "a,5"])).error).toMatchObject({ code: "MISSING_COLUMN", line: 1 });
    expect((await run(["user,item,rating"])).error).toMatchObject({ code: "EMPTY_FILE" });
    expect(
      (await lab("ratings", "--train", good, "--test", "/no/such", "--algorithm", "mf")).error?.code,
    ).toBe("FILE_NOT_FOUND");
    expect((await lab("ratings", "--train", good, "--test", good, "--algorithm", "magic")).error?.code).toBe(
      "BAD_OPTION",
    );
  });

  it("learns from a single rating without falling over", async () => {
    for (const algorithm of PREDICTORS) {
      const result = await lab(
        "ratings",
        "--train",
        file(["user,item,rating", "a,x,4"]),
        "--test",
        file(["user,item,rating", "a,x,4", "b,y,2"]),
        "--algorithm",
        algorithm,
      );
      expect(result.rmse).toBeCloseTo(Math.SQRT2, 0);
    }
  });
});

describe("lab topn", () => {
  const liked = rows.filter(({ rating }) => rating === 5);
  const likedTrain = file_rows(liked, (r) => r % 4 > 0);
  const likedTest = file_rows(liked, (r) => r % 4 === 0);
  function file_rows(all: typeof rows, keep: (r: number) => boolean) {
    return all.filter((_, r) => keep(r));
  }

  it.each(RANKERS)("%s finds what people went on to like", async (algorithm) => {
    const result = await lab(
      "topn",
      "--train",
      file(csv(likedTrain)),
      "--test",
      file(csv(likedTest)),
      "--algorithm",
      algorithm,
      "-k",
      "5",
    );
    expect(result.error).toBeUndefined();
    expect(result.users).toBe(new Set(likedTest.map(({ user }) => user)).size);
    expect(result.recall).toBeGreaterThan(algorithm === "popularity" ? 0 : 0.5);
    if (algorithm !== "popularity") expect(result.ndcg).toBeGreaterThan(result.popularityNdcg as number);
  });

  it("reads files without a rating column", async () => {
    const bare = (part: typeof rows) => ["user,item", ...part.map(({ user, item }) => `${user},${item}`)];
    for (const algorithm of RANKERS) {
      const result = await lab(
        "topn",
        "--train",
        file(bare(likedTrain)),
        "--test",
        file(bare(likedTest)),
        "--algorithm",
        algorithm,
      );
      expect(result.error).toBeUndefined();
      expect(result.ndcg).toBeGreaterThan(0);
    }
  });

  it("takes only rows of the minimum rating as liked", async () => {
    const all = await lab(
      "topn",
      "--train",
      file(csv(train)),
      "--test",
      file(csv(test)),
      "--algorithm",
      "ease",
      "--min-rating",
      "4",
    );
    const filtered = (part: typeof rows) => csv(part.filter(({ rating }) => rating >= 4));
    const same = await lab(
      "topn",
      "--train",
      file(filtered(train)),
      "--test",
      file(filtered(test)),
      "--algorithm",
      "ease",
    );
    expect(all.users).toBe(same.users);
    expect(all.ndcg).toBeGreaterThanOrEqual(same.ndcg as number);
  });

  it("serves strangers by popularity and counts unknown items as misses", async () => {
    const result = await lab(
      "topn",
      "--train",
      file(csv(likedTrain)),
      "--test",
      file(["user,item", "stranger,i1", "u1,novelty"]),
      "--algorithm",
      "ials",
      "-k",
      "30",
    );
    expect(result).toMatchObject({ users: 2, unknownUsers: 1 });
    expect(result.recall).toBe(0.5);
  });

  it("refuses a minimum rating where there are no ratings, and a test file without news", async () => {
    const bare = file(["user,item", "a,x", "b,y"]);
    expect(
      (await lab("topn", "--train", bare, "--test", bare, "--algorithm", "ease", "--min-rating", "3")).error
        ?.code,
    ).toBe("BAD_OPTION");
    expect((await lab("topn", "--train", bare, "--test", bare, "--algorithm", "ease")).error?.code).toBe(
      "NOT_ENOUGH_DATA",
    );
    const rated = file(csv(train));
    for (const minimum of ["", " ", "0x2", "four"])
      expect(
        (await lab("topn", "--train", rated, "--test", rated, "--algorithm", "ease", "--min-rating", minimum))
          .error,
      ).toMatchObject({ code: "BAD_OPTION", message: "The option --min-rating must be a number." });
  });
});

const data = join(process.cwd(), "..", "shared", "data");

describe.skipIf(!existsSync(data))("on MovieLens 100K (skipped where ../shared/data does not exist)", () => {
  it("item k-NN reaches .920 on the official split u1", async () => {
    const lines = gunzipSync(readFileSync(join(data, "ml-100k/u.data.gz")))
      .toString("utf8")
      .trim()
      .split("\n");
    const held = readFileSync(join(data, "ml-100k/u1.test"), "utf8").trim().split("\n");
    const heldSet = new Set(held);
    const result = await lab(
      "ratings",
      "--train",
      file(lines.filter((line) => !heldSet.has(line))),
      "--test",
      file(held),
      "--algorithm",
      "item-knn",
    );
    expect(result.trainRows).toBe(80_000);
    // Surprise's item k-NN baseline, the same method, has .92 on the mean of u1–u5 and about .93 on u1.
    expect(result.rmse).toBeLessThan(0.93);
    expect(result.baselineRmse).toBeGreaterThan(0.95);
  });
});
