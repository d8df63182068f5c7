/** What is known of a product besides who met it. */
export interface ProductContent {
  readonly productId: string;
  readonly categories: readonly string[];
  readonly brand: string | null;
  readonly tags: readonly string[];
  readonly name: string;
  /** What its picture looks like, a vector of length 1; none where there is no picture. */
  readonly look?: Float32Array | undefined;
}

/** A customer and a product, and how strongly they met. */
export interface Meeting {
  readonly customerId: string;
  readonly productId: string;
  /** Above zero. */
  readonly strength: number;
}

/** One line of one order. */
export interface Sale {
  readonly orderId: string;
  readonly productId: string;
  readonly atMs: number;
}

/** What a shop has seen up to a moment: all that its recommender is trained on. */
export interface ShopHistory {
  /** The catalogue in a fixed order: ties go to the first. */
  readonly products: readonly ProductContent[];
  /** Each pair once. */
  readonly meetings: readonly Meeting[];
  readonly sales: readonly Sale[];
  /** The segment of customers who have one. */
  readonly segmentOf: ReadonlyMap<string, string>;
  readonly nowMs: number;
}
