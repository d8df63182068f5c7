import type { ListLineView, ListReport } from "@/lib/contracts/price-lists";
import type { BrokenRule } from "@/lib/domain/pricing/broken-rules";
import type { ListKind } from "@/lib/domain/pricing/lists/list-kinds";
import type { LineFate, ListProblem } from "@/lib/domain/pricing/lists/list-problem";

const LINES_SHOWN = 200;

/** What became of one line. */
export interface JudgedLine {
  readonly line: number;
  /** As it stands in the file. */
  readonly text: string;
  readonly fate: LineFate;
  readonly problem?: ListProblem;
  readonly product: string;
  readonly translations?: ListLineView["translations"];
  readonly fromMinor?: number | null;
  readonly toMinor?: number | null;
  readonly effectiveAt?: Date | null;
  readonly leastMinor?: number;
  readonly mostMinor?: number;
  /** The rule that the price breaks; a neighbour's line first. */
  readonly broken?: BrokenRule;
}

/** Adds up lines batch by batch and keeps the first ones to show. */
export class LineTally {
  private readonly counts: Record<LineFate, number> = { create: 0, unchanged: 0, blank: 0, refused: 0 };
  private readonly problems = new Map<ListProblem, number>();
  private readonly lines: ListLineView[] = [];
  private sums = { replaces: 0, stale: 0, gainMinor: 0, gainKnownFor: 0 };

  add(judged: readonly JudgedLine[], sums: Partial<LineTally["sums"]>): void {
    for (const line of judged) {
      this.counts[line.fate]++;
      if (line.problem) this.problems.set(line.problem, (this.problems.get(line.problem) ?? 0) + 1);
      if (line.fate !== "unchanged" && line.fate !== "blank" && this.lines.length < LINES_SHOWN)
        this.lines.push(toView(line));
    }
    for (const [name, value] of Object.entries(sums)) this.sums[name as keyof LineTally["sums"]] += value;
  }

  report(kind: ListKind, hash: string, applied: boolean): ListReport {
    const problems = [...this.problems].map(([problem, lines]) => ({ problem, lines }));
    return {
      ...{ kind, hash, applied, counts: this.counts, ...this.sums, lines: this.lines },
      problems: problems.sort((a, b) => b.lines - a.lines),
    };
  }
}

function toView({ text: _, ...line }: JudgedLine): ListLineView {
  return {
    ...{ line: line.line, fate: line.fate, problem: line.problem ?? null, product: line.product },
    translations: line.translations ?? null,
    ...{ fromMinor: line.fromMinor ?? null, toMinor: line.toMinor ?? null },
    effectiveAt: line.effectiveAt?.toISOString() ?? null,
    ...{
      leastMinor: line.leastMinor ?? null,
      mostMinor: line.mostMinor ?? null,
      broken: line.broken ?? null,
    },
  };
}
