import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { createRng, randomPermutation } from "../../ml/core/rng";
import { splitWithinGroups } from "../../ml/selection/group-splits";
import { kFold } from "../../ml/selection/k-fold";

export interface SplitFiles {
  readonly train: string;
  readonly test: string;
}

/** Splits of MovieLens 100K's `u.data` as files in a folder. */
export class MovieLensSplits {
  private readonly lines: readonly string[];

  constructor(
    private readonly data: string,
    private readonly work: string,
  ) {
    this.lines = gunzipSync(readFileSync(join(data, "ml-100k", "u.data.gz")))
      .toString("utf8")
      .trim()
      .split("\n");
  }

  /** Five random folds. */
  randomFolds(seed: number): SplitFiles[] {
    return kFold(this.lines.length, 5, seed).map(({ test }, f) =>
      this.write(`fold-${seed}-${f + 1}`, this.lines, new Set(test)),
    );
  }

  /** The official splits u1 to u5: a test file, and all other rows to train on. */
  officialFolds(): SplitFiles[] {
    return [1, 2, 3, 4, 5].map((f) => {
      const held = readFileSync(join(this.data, "ml-100k", `u${f}.test`), "utf8");
      const isHeld = new Set(held.trim().split("\n"));
      const rows = [...this.lines.keys()].filter((i) => isHeld.has(this.lines[i]!));
      return this.write(`u${f}`, this.lines, new Set(rows));
    });
  }

  /** A share of each person's rows held back; only rows of at least `minRating` are kept at all. */
  sharePerUser(share: number, seed: number, minRating = 0): SplitFiles {
    const lines = this.lines.filter((line) => Number(line.split("\t")[2]) >= minRating);
    const { test } = splitWithinGroups(lines.map(userOf), share, seed);
    return this.write(`share-${share}-${minRating}-${seed}`, lines, new Set(test));
  }

  /** Ten rows of each person held back, as in the official ua and ub. */
  tenPerUser(seed: number): SplitFiles {
    const left = new Map<string, number>();
    const test = new Set<number>();
    for (const i of randomPermutation(createRng(seed).fork("ten-per-user"), this.lines.length)) {
      const user = userOf(this.lines[i]!);
      const taken = left.get(user) ?? 0;
      if (taken === 10) continue;
      left.set(user, taken + 1);
      test.add(i);
    }
    return this.write(`ten-${seed}`, this.lines, test);
  }

  private write(name: string, lines: readonly string[], test: ReadonlySet<number>): SplitFiles {
    const files = { train: join(this.work, `${name}.train`), test: join(this.work, `${name}.test`) };
    writeFileSync(files.train, `${lines.filter((_, i) => !test.has(i)).join("\n")}\n`);
    writeFileSync(files.test, `${lines.filter((_, i) => test.has(i)).join("\n")}\n`);
    return files;
  }
}

function userOf(line: string): string {
  return line.slice(0, line.indexOf("\t"));
}
