import { MlError } from "../core/errors";
import { drain, type TrainingProgress } from "../core/estimator";
import { TopSelection } from "../recommend/top-selection";
import { ItemRelations, type MetItem } from "./item-relations";
import { packArrays, unpackArraysSteps } from "./pack-arrays";
import { ScoreScratch } from "./score-scratch";

const KIND = "shop-model";
const VERSION = 2;
const RELATIONS = ["personal", "together", "similar", "looks"] as const;

const SOURCES = [...RELATIONS, "segment", "trending", "fresh", "popular"] as const;

export interface ShopModelParts {
  readonly productIds: readonly string[];
  readonly segments: readonly string[];
  /** Sales, old ones fading; one number a product. */
  readonly popularity: Float32Array;
  readonly trending: Float32Array;
  /** Segments × products. */
  readonly segmentShares: Float32Array;
  readonly relations: Readonly<Record<(typeof RELATIONS)[number], ItemRelations>>;
}

/** What somebody did with a product, newest and strongest counting most. */
export interface Met {
  readonly productId: string;
  readonly strength: number;
}

export interface ProposalRequest {
  /** What the customer met, this visit included. */
  readonly history: readonly Met[];
  /** The page that is open and the cart: what the list should go with. */
  readonly context: readonly string[];
  /** What was bought or seen last, when there is no page and no cart. */
  readonly latest: readonly string[];
  readonly segment: string | null;
  /** New products, newest first. */
  readonly fresh: readonly string[];
  /** Proposals of each source at most. */
  readonly limit: number;
  /** Whether to say what carried each score. */
  readonly explain: boolean;
  /** The sources that are asked; all of them when left out. */
  readonly only?: readonly Proposals["source"][];
}

export interface Proposal {
  readonly productId: string;
  readonly score: number;
  readonly because?: readonly { readonly productId: string; readonly weight: number }[];
}
export interface Proposals {
  readonly source: (typeof SOURCES)[number];
  readonly items: readonly Proposal[];
}

/** What one source proposes, by item number, best first. */
export interface ItemProposals {
  readonly source: Proposals["source"];
  readonly items: Int32Array;
  readonly scores: Float64Array;
  /** What the scores were added up from; none for sources that are the same for everybody. */
  readonly carriedBy: { readonly relations: ItemRelations; readonly met: readonly MetItem[] } | null;
}

/** Products of the context that a ready-made ranking may have to pass over. */
const SPARE = 256;

/** What all sources learned, ready to serve anybody from what they did so far. Immutable: swapped as a whole. */
export class ShopModel {
  private readonly indexOf: ReadonlyMap<string, number>;
  /** Rankings that are the same for everybody, made when first asked for. */
  private readonly rankings = new Map<string, { readonly kept: number; readonly items: Int32Array }>();
  private readonly scratch: ScoreScratch;

  constructor(readonly parts: ShopModelParts) {
    const { productIds, popularity, trending, segmentShares, segments, relations } = parts;
    const n = productIds.length;
    const fits =
      popularity.length === n &&
      trending.length === n &&
      segmentShares.length === n * segments.length &&
      RELATIONS.every((name) => relations[name].items === n);
    if (!fits) throw new MlError("BAD_SHAPE", "The parts of a shop's model do not fit one another.");
    this.indexOf = new Map(productIds.map((id, item) => [id, item]));
    this.scratch = new ScoreScratch(n);
  }

  knows(productId: string): boolean {
    return this.indexOf.has(productId);
  }

  /** The number of a product in this model, or undefined for one it has never heard of. */
  itemOf(productId: string): number | undefined {
    return this.indexOf.get(productId);
  }

  /**
   * What each source proposes, best first, nothing of score 0 and nothing of the context; sources without an answer
   * are left out. Cost: that of `proposeItems`, and with `explain` O(proposals · history).
   */
  propose(request: ProposalRequest): Proposals[] {
    const { productIds } = this.parts;
    return this.proposeItems(request).map(({ source, items, scores, carriedBy }) => ({
      source,
      items: Array.from(items, (item, k): Proposal => {
        const proposal = {
          productId: item < 0 ? request.fresh[-1 - item]! : productIds[item]!,
          score: scores[k]!,
        };
        if (!request.explain || !carriedBy) return proposal;
        const because = carriedBy.relations.because(item, carriedBy.met, 3);
        return {
          ...proposal,
          because: because.map((met) => ({ productId: productIds[met.item]!, weight: met.strength })),
        };
      }),
    }));
  }

  /**
   * The same by item number. A new product is −1 − its place in `fresh`: the model need not know it.
   * Cost O(Σ relations of the history · log limit); what is the same for everybody is ranked once, O(n log n).
   */
  proposeItems(request: ProposalRequest): ItemProposals[] {
    const { limit } = request;
    const { relations, popularity, trending, segments, segmentShares } = this.parts;
    const context = this.met(request.context.map((productId) => ({ productId, strength: 1 })));
    const taken = new Set(context.map(({ item }) => item));
    const moment = () =>
      context.length > 0
        ? context
        : this.met(request.latest.map((productId, k) => ({ productId, strength: 1 / (k + 1) })));
    const related = (source: (typeof RELATIONS)[number], met: readonly MetItem[]): ItemProposals => {
      this.scratch.add(relations[source], met);
      return { source, ...this.scratch.best(taken, limit), carriedBy: { relations: relations[source], met } };
    };
    const ranked = (source: Proposals["source"], name: string, scores: Float32Array): ItemProposals => {
      const ranking = this.ranking(name, scores, limit + SPARE);
      const items = new Int32Array(Math.min(limit, ranking.length));
      const own = new Float64Array(items.length);
      let size = 0;
      for (let k = 0; k < ranking.length && size < limit; k++) {
        const item = ranking[k]!;
        if (taken.has(item)) continue;
        items[size] = item;
        own[size++] = scores[item]!;
      }
      return { source, items: items.subarray(0, size), scores: own.subarray(0, size), carriedBy: null };
    };
    const answers: Record<Proposals["source"], () => ItemProposals | null> = {
      personal: () => related("personal", this.met(request.history)),
      together: () => related("together", moment()),
      similar: () => related("similar", moment()),
      looks: () => related("looks", context.length > 0 ? context : this.met(request.history)),
      segment: () => {
        const segment = request.segment === null ? -1 : segments.indexOf(request.segment);
        const [from, to] = [segment * popularity.length, (segment + 1) * popularity.length];
        return segment < 0 ? null : ranked("segment", `segment ${segment}`, segmentShares.subarray(from, to));
      },
      trending: () => ranked("trending", "trending", trending),
      fresh: () => {
        const size = Math.min(limit, request.fresh.length);
        return {
          source: "fresh",
          items: Int32Array.from({ length: size }, (_, k) => -1 - k),
          scores: Float64Array.from({ length: size }, (_, k) => 1 - k / (2 * size)),
          carriedBy: null,
        };
      },
      popular: () => ranked("popular", "popular", popularity),
    };
    return (request.only ?? SOURCES).flatMap((source) => {
      const answer = answers[source]();
      return answer && answer.items.length > 0 ? [answer] : [];
    });
  }

  /** O(bytes). */
  toBytes(): Uint8Array {
    const { productIds, segments, popularity, trending, segmentShares, relations } = this.parts;
    return packArrays({
      meta: { kind: KIND, version: VERSION, productIds, segments },
      arrays: {
        ...{ popularity, trending, segmentShares },
        ...Object.fromEntries(
          RELATIONS.flatMap((name) => [
            [`${name}Starts`, relations[name].starts],
            [`${name}Targets`, relations[name].targets],
            [`${name}Weights`, relations[name].weights],
          ]),
        ),
      },
    });
  }

  /** @throws MlError BAD_SNAPSHOT for bytes that are not a whole model of this version. */
  static fromBytes(bytes: Uint8Array): ShopModel {
    return drain(ShopModel.fromBytesSteps(bytes));
  }

  /** The same in steps of some milliseconds, for a server that goes on answering. */
  static *fromBytesSteps(bytes: Uint8Array): Generator<TrainingProgress, ShopModel> {
    const { meta, arrays } = yield* unpackArraysSteps(bytes);
    const { kind, version, productIds, segments } = meta as {
      kind?: unknown;
      version?: unknown;
      productIds: string[];
      segments: string[];
    };
    // Version 1 knew no pictures.
    if (kind !== KIND || (version !== VERSION && version !== 1))
      throw new MlError("BAD_SNAPSHOT", "This is no model of a shop that this version can read.", {
        expected: `${KIND} ${VERSION}`,
        received: `${String(kind)} ${String(version)}`,
      });
    const floats = (name: string) => arrays[name] as Float32Array;
    const relations = (name: string) =>
      new ItemRelations(
        arrays[`${name}Starts`] as Int32Array,
        arrays[`${name}Targets`] as Int32Array,
        floats(`${name}Weights`),
      );
    return new ShopModel({
      ...{ productIds, segments },
      popularity: floats("popularity"),
      trending: floats("trending"),
      segmentShares: floats("segmentShares"),
      relations: {
        personal: relations("personal"),
        together: relations("together"),
        similar: relations("similar"),
        looks: version === 1 ? ItemRelations.none(productIds.length) : relations("looks"),
      },
    });
  }

  private met(met: readonly Met[]): MetItem[] {
    return met.flatMap(({ productId, strength }) => {
      const item = this.indexOf.get(productId);
      return item === undefined || !(strength > 0) ? [] : [{ item, strength }];
    });
  }

  /** The `kept` items of most score above 0, best first. */
  private ranking(name: string, scores: Float32Array, kept: number): Int32Array {
    const known = this.rankings.get(name);
    if (known && known.kept >= kept) return known.items.subarray(0, kept);
    const best = new TopSelection(Math.min(kept, scores.length));
    for (let item = 0; item < scores.length; item++) if (scores[item]! > 0) best.offer(item, scores[item]!);
    const items = best.ranked();
    this.rankings.set(name, { kept, items });
    return items;
  }
}
