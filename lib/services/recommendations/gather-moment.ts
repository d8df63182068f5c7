import { createHash } from "node:crypto";
import type { z } from "zod";
import type { FallbackReason, recommendInput } from "@/lib/contracts/recommendations";
import {
  findCustomerByValue,
  findCustomerHistory,
  findProductsByValues,
  type HistoryRow,
} from "@/lib/data/recommendation-serving";
import type { StoreScope } from "@/lib/data/scope";
import { implicitStrength, type SignalKind } from "@/lib/domain/recommendations/implicit-strength";
import type { Met } from "@/lib/ml/serving/shop-model";
import { newId } from "@/lib/platform/ids";
import { logger } from "@/lib/platform/logger";
import type { ShopCatalogue } from "./shop-catalogue";

/** Who asks and what is at hand: everything a list is made for. */
export interface Moment {
  /** A customer's id, or the one under which a visit without a customer is logged. */
  readonly customerId: string;
  /** Whether it is a customer of the shop. */
  readonly known: boolean;
  /** The visit; a new one where neither it nor a customer was named. */
  readonly session: string | null;
  readonly segment: string | null;
  readonly history: readonly Met[];
  readonly bought: ReadonlyMap<string, Date>;
  readonly context: readonly string[];
  readonly latest: readonly string[];
  readonly excluded: readonly string[];
  readonly problem: FallbackReason | null;
}

/** What the database takes for an id, of whatever making. */
const ID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
/** What a view and a cart of this very visit are worth beside a purchase. */
const SESSION_WORTH = { view: 0.5, cart: 1 } as const;
const LATEST = 5;
/** Whether the database can be asked for it; what it cannot hold nobody goes by. */
const canBeAskedFor = (text: string) => !text.includes("\0");

/**
 * Looks up who asks. A visit without a customer has what was reported of its lists for a history. Nobody known, or a
 * database that fails to tell, gives a moment with the visit alone and says so.
 * @param now of the shop
 */
export async function gatherMoment(
  scope: StoreScope,
  input: z.output<typeof recommendInput>,
  about: { catalogue: ShopCatalogue; segmentationId: string | null; now: Date },
): Promise<Moment> {
  const { catalogue, segmentationId, now } = about;
  const asked = [input.product, ...input.cart, ...input.views, ...input.exclude];
  const strange = asked.filter(
    (id): id is string => id !== undefined && !catalogue.facts.has(id) && canBeAskedFor(id),
  );
  let rows: readonly HistoryRow[] = [];
  let customerId: string | null = null;
  let problem: FallbackReason | null = null;
  const session = input.session ?? (input.customer === undefined ? newId() : null);
  const visitor = visitorId(scope.storeId, session ?? input.customer ?? "");
  let own: ReadonlyMap<string, string> = new Map();
  try {
    own = await findProductsByValues(scope, strange);
    const found =
      input.customer === undefined || ID.test(input.customer)
        ? input.customer
        : canBeAskedFor(input.customer)
          ? await findCustomerByValue(scope, input.customer)
          : null;
    if (found) rows = await findCustomerHistory(scope, found, segmentationId);
    if (found && rows.some(({ kind }) => kind === "customer")) customerId = found;
    else {
      if (input.customer !== undefined) problem = "unknown-customer";
      if (session === null || session === input.session)
        rows = await findCustomerHistory(scope, visitor, segmentationId);
    }
  } catch (error) {
    logger.warn({ err: error, storeId: scope.storeId }, "a customer's history could not be read");
    problem = "history-unavailable";
  }
  const toId = (id: string) => (catalogue.facts.has(id) ? id : own.get(id));
  const ids = (list: readonly (string | undefined)[]) => [
    ...new Set(list.flatMap((id) => (id === undefined ? [] : (toId(id) ?? [])))),
  ];
  const cart = ids(input.cart);
  const views = ids(input.views);
  const signals = bySignal(rows);
  const history = new Map<string, number>();
  for (const [productId, own] of signals) {
    const strength = implicitStrength(own, now);
    if (strength > 0) history.set(productId, strength);
  }
  const strengthen = (productId: string, worth: number) =>
    history.set(productId, Math.max(worth, (history.get(productId) ?? 0) + worth / 2));
  for (const productId of [...ids([input.product]), ...views]) strengthen(productId, SESSION_WORTH.view);
  for (const productId of cart) strengthen(productId, SESSION_WORTH.cart);
  const hidden = [...signals].filter(([, own]) => own.some(({ kind }) => kind === "hide")).map(([id]) => id);
  const recent = [...signals]
    .map(([productId, own]) => ({ productId, at: Math.max(...own.map(({ lastAt }) => lastAt.getTime())) }))
    .sort((a, b) => b.at - a.at)
    .map(({ productId }) => productId);
  return {
    customerId: customerId ?? visitor,
    known: customerId !== null,
    session,
    segment: rows.find(({ kind }) => kind === "customer")?.productId ?? null,
    history: Array.from(history, ([productId, strength]) => ({ productId, strength })),
    bought: new Map(
      rows.flatMap(({ kind, productId, lastAt }) =>
        kind === "purchase" && productId ? [[productId, lastAt] as const] : [],
      ),
    ),
    context: ids([input.product, ...input.cart]),
    latest: [...new Set([...views, ...recent])].slice(0, LATEST),
    excluded: [...ids(input.exclude), ...hidden],
    problem,
  };
}

function bySignal(rows: readonly HistoryRow[]) {
  const found = new Map<string, (HistoryRow & { kind: SignalKind })[]>();
  for (const row of rows) {
    const { kind, productId } = row;
    if (kind === "customer" || productId === null) continue;
    const own = found.get(productId) ?? [];
    own.push({ ...row, kind });
    found.set(productId, own);
  }
  return found;
}

/** The id under which a visit without a customer is logged: it follows from the session and means nobody. */
function visitorId(storeId: string, session: string): string {
  const bytes = createHash("sha256").update(`${storeId}/session/${session}`).digest().subarray(0, 16);
  bytes[6] = 0x80 | (bytes[6]! & 0x0f);
  bytes[8] = 0x80 | (bytes[8]! & 0x3f);
  const hex = bytes.toString("hex");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}
