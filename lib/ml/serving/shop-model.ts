import { MlError } from "../core/errors";
import { TopSelection } from "../recommend/top-selection";
import { ItemRelations, type MetItem } from "./item-relations";
import { packArrays, unpackArrays } from "./pack-arrays";

const KIND = "shop-model";
const VERSION = 1;
const RELATIONS = ["personal", "together", "similar"] as const;

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
  readonly source: "personal" | "together" | "similar" | "segment" | "trending" | "fresh" | "popular";
  readonly items: readonly Proposal[];
}

/** What all sources learned, ready to serve anybody from what they did so far. Immutable: swapped as a whole. */
export class ShopModel {
  private readonly indexOf: ReadonlyMap<string, number>;
  /** Products by popularity, best first. */
  readonly bestSelling: readonly string[];

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
    this.bestSelling = Array.from(productIds.keys())
      .sort((a, b) => popularity[b]! - popularity[a]! || a - b)
      .map((item) => productIds[item]!);
  }

  knows(productId: string): boolean {
    return this.indexOf.has(productId);
  }

  /**
   * What each source proposes, best first, nothing of score 0 and nothing of the context; sources without an answer
   * are left out. Cost O(Σ relations of the history + products log limit).
   */
  propose(request: ProposalRequest): Proposals[] {
    const { relations, popularity, trending, segments } = this.parts;
    const history = this.met(request.history);
    const context = this.met(request.context.map((productId) => ({ productId, strength: 1 })));
    const latest = this.met(request.latest.map((productId, k) => ({ productId, strength: 1 / (k + 1) })));
    const moment = context.length > 0 ? context : latest;
    const taken = new Set(context.map(({ item }) => item));
    const segment = request.segment === null ? -1 : segments.indexOf(request.segment);
    const shares =
      segment < 0
        ? null
        : this.parts.segmentShares.subarray(segment * popularity.length, (segment + 1) * popularity.length);
    const fresh = request.fresh
      .slice(0, request.limit)
      .map((productId, k, all) => ({ productId, score: 1 - k / (2 * all.length) }));
    const answers: Record<Proposals["source"], () => readonly Proposal[]> = {
      personal: () => this.related(relations.personal, history, taken, request),
      together: () => this.related(relations.together, moment, taken, request),
      similar: () => this.related(relations.similar, moment, taken, request),
      segment: () => (shares ? this.top(shares, taken, request.limit) : []),
      trending: () => this.top(trending, taken, request.limit),
      fresh: () => fresh,
      popular: () => this.top(popularity, taken, request.limit),
    };
    const asked = request.only ?? (Object.keys(answers) as Proposals["source"][]);
    const proposals = asked.map((source): Proposals => ({ source, items: answers[source]() }));
    return proposals.filter(({ items }) => items.length > 0);
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
    const { meta, arrays } = unpackArrays(bytes);
    const { kind, version, productIds, segments } = meta as {
      kind?: unknown;
      version?: unknown;
      productIds: string[];
      segments: string[];
    };
    if (kind !== KIND || version !== VERSION)
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
      },
    });
  }

  private met(met: readonly Met[]): MetItem[] {
    return met.flatMap(({ productId, strength }) => {
      const item = this.indexOf.get(productId);
      return item === undefined || !(strength > 0) ? [] : [{ item, strength }];
    });
  }

  private related(
    relations: ItemRelations,
    met: readonly MetItem[],
    taken: ReadonlySet<number>,
    { limit, explain }: ProposalRequest,
  ): Proposal[] {
    if (met.length === 0) return [];
    const scores = new Float64Array(this.parts.productIds.length);
    relations.addTo(scores, met);
    return this.top(scores, taken, limit).map((proposal) => {
      if (!explain) return proposal;
      const because = relations.because(this.indexOf.get(proposal.productId)!, met, 3);
      return {
        ...proposal,
        because: because.map(({ item, strength }) => ({
          productId: this.parts.productIds[item]!,
          weight: strength,
        })),
      };
    });
  }

  private top(scores: ArrayLike<number>, taken: ReadonlySet<number>, limit: number): Proposal[] {
    const best = new TopSelection(Math.min(limit, scores.length));
    for (let item = 0; item < scores.length; item++)
      if (scores[item]! > 0 && !taken.has(item)) best.offer(item, scores[item]!);
    return Array.from(best.ranked(), (item) => ({
      productId: this.parts.productIds[item]!,
      score: scores[item]!,
    }));
  }
}
