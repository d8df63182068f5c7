import type { DemandPanel } from "../demand/demand-panel";

/** A price further than this from a product's usual one, on the log scale, counts as so far. */
const WIDEST_PRICE = 4;

/**
 * The columns of the level regression and their means: price (where one is named), the other known columns, season. Each
 * is told from the product's own mean, the price in shares of it, so that all are 0 where demand is at its mean.
 */
export class LevelColumns {
  /** Number C of columns; where the price stands among them (−1: nowhere), and the season. */
  readonly width: number;
  readonly priceAt: number;
  readonly seasonAt: number;
  /** For each product the weeks up to the origin that were observed, and the mean of their units; NaN without any. */
  readonly weeksOf: readonly (readonly number[])[];
  readonly meanUnits: Float64Array;
  readonly meanSeason: Float64Array;
  private readonly known: readonly number[];
  /** K lowest and highest values of the past: a column that leaves them must not carry a forecast to infinity. */
  private readonly low: Float64Array;
  private readonly high: Float64Array;
  /** n usual log prices, and n × C means. */
  private readonly usual: Float64Array;
  private readonly means: Float64Array;

  /** O(n T K). */
  constructor(panel: DemandPanel, origin: number) {
    const { series, periods, units, knownColumns: K, priceColumn } = panel;
    const others = Array.from({ length: K }, (_, k) => k).filter((k) => k !== priceColumn);
    this.known = priceColumn === undefined ? others : [priceColumn, ...others];
    this.priceAt = priceColumn === undefined ? -1 : 0;
    this.seasonAt = K;
    this.width = K + 1;
    this.weeksOf = Array.from({ length: series }, (_, i) =>
      Array.from({ length: origin + 1 }, (_, t) => t).filter((t) => !Number.isNaN(units[i * periods + t]!)),
    );
    const meanOf = (i: number, value: (t: number) => number) =>
      this.weeksOf[i]!.reduce((sum, t) => sum + value(t), 0) / this.weeksOf[i]!.length;
    this.meanUnits = Float64Array.from({ length: series }, (_, i) =>
      meanOf(i, (t) => units[i * periods + t]!),
    );
    this.meanSeason = new Float64Array(series).fill(1);
    this.low = new Float64Array(K).fill(Number.POSITIVE_INFINITY);
    this.high = new Float64Array(K).fill(Number.NEGATIVE_INFINITY);
    this.weeksOf.forEach((weeks, i) => {
      for (const t of weeks)
        for (let k = 0; k < K; k++) {
          const value = panel.known[(i * periods + t) * K + k]!;
          this.low[k] = Math.min(this.low[k]!, value);
          this.high[k] = Math.max(this.high[k]!, value);
        }
    });
    this.usual = Float64Array.from({ length: series }, (_, i) =>
      this.priceAt < 0 ? 0 : meanOf(i, (t) => panel.known[(i * periods + t) * K + priceColumn!]!),
    );
    this.means = new Float64Array(series * K);
    for (let i = 0; i < series; i++)
      for (let k = 0; k < K; k++) this.means[i * K + k] = meanOf(i, (t) => this.raw(panel, i, t, k));
  }

  /** Takes the means of the seasons of observed weeks; `seasons` is n × T. O(n T). */
  setSeasons(seasons: Float64Array, T: number): void {
    this.weeksOf.forEach((weeks, i) => {
      this.meanSeason[i] = weeks.reduce((sum, t) => sum + seasons[i * T + t]!, 0) / Math.max(1, weeks.length);
    });
  }

  /** Column k of a product's week, told from its mean. O(1). */
  at(panel: DemandPanel, i: number, t: number, k: number, season: number): number {
    if (k === this.seasonAt) return season - this.meanSeason[i]!;
    const mean = this.means[i * this.known.length + k]!;
    const value = this.raw(panel, i, t, k);
    return k === this.priceAt ? value / mean - 1 : value - mean;
  }

  /** The price over the product's usual one; another column in shares of the largest value it had. */
  private raw({ periods, known, knownColumns: K }: DemandPanel, i: number, t: number, k: number): number {
    const column = this.known[k]!;
    const value = known[(i * periods + t) * K + column]!;
    if (k === this.priceAt)
      return Math.exp(Math.max(-WIDEST_PRICE, Math.min(WIDEST_PRICE, value - this.usual[i]!)));
    const [low, high] = [this.low[column]!, this.high[column]!];
    return Math.max(low, Math.min(high, value)) / Math.max(1e-9, Math.abs(low), Math.abs(high));
  }
}
