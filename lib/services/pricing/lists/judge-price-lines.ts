import {
  type DemandEstimateRecord,
  findPricingModel,
  readDemandEstimates,
} from "@/lib/data/demand-estimates";
import { findProposalsOf } from "@/lib/data/price-proposals";
import { type PricingFacts, readPriceTerms, readPricingFacts } from "@/lib/data/pricing-facts";
import type { StoreScope } from "@/lib/data/scope";
import { findStore } from "@/lib/data/stores";
import type { Actor } from "@/lib/domain/actor";
import { brokenRules, rulesFor } from "@/lib/domain/pricing/broken-rules";
import type { PricingFamily } from "@/lib/domain/pricing/demand-family";
import type { PRICE_LIST_COLUMNS } from "@/lib/domain/pricing/lists/list-columns";
import type { ListProblem } from "@/lib/domain/pricing/lists/list-problem";
import {
  type ListTerms,
  type PriceListRow,
  readPriceListRow,
} from "@/lib/domain/pricing/lists/price-list-row";
import type { PriceProposal } from "@/lib/domain/pricing/price-proposal";
import { guardrailsFor } from "@/lib/domain/pricing/pricing-policy";
import { shopNow } from "@/lib/domain/shop";
import { wholeDaysBefore } from "@/lib/domain/time/whole-days";
import { buildProposal } from "../build-proposal";
import { currentChampion } from "../current-champion";
import { type CurrentPolicy, currentPolicy } from "../current-policy";
import { inputsHashOf, type PricingShop, toPricedProduct } from "../priced-product";
import { findLineProducts, type LineProduct } from "./find-line-products";
import type { ListRow } from "./read-list";
import type { JudgedLine } from "./tally-lines";

export type PriceLine = ListRow<typeof PRICE_LIST_COLUMNS>;

/** What all lines of a list are held against. */
export interface ListSetting extends ListTerms {
  readonly shop: PricingShop;
  readonly current: CurrentPolicy;
  readonly champion: PricingFamily;
  readonly modelVersionId: string | null;
}

export interface JudgedBatch {
  readonly now: Date;
  readonly lines: readonly JudgedLine[];
  /** Which line is the first about each product. */
  readonly products: readonly { readonly productId: string; readonly line: number }[];
  readonly proposals: readonly PriceProposal[];
  /** Changes of the same products that still wait, which those replace. */
  readonly open: readonly PriceProposal[];
}

export async function readListSetting(scope: StoreScope, wallNow: Date): Promise<ListSetting> {
  const store = (await findStore(scope))!;
  const now = shopNow(store, wallNow);
  const model = await findPricingModel(scope);
  return {
    ...{ now, currency: store.currency, timeZone: store.timeZone },
    today: wholeDaysBefore(now, store.timeZone, 1).starts[1]!,
    shop: await readPriceTerms(scope),
    current: await currentPolicy(scope),
    champion: (await currentChampion(scope)).family,
    modelVersionId: model?.id ?? null,
  };
}

/** What each line of a batch would do, with the changes that it asks for. A few statements, however many lines. */
export async function judgePriceLines(
  scope: StoreScope,
  lines: readonly PriceLine[],
  context: { actor: Actor; seen: ReadonlyMap<string, number>; setting: ListSetting },
): Promise<JudgedBatch> {
  const { setting } = context;
  const found = await findLineProducts(scope, lines);
  const ids = [...new Set(found.flatMap((one) => ("productId" in one ? one.productId : [])))];
  const facts = new Map(
    (await readPricingFacts(scope, setting.now, setting.current.policy, ids)).map((one) => [one.id, one]),
  );
  const estimates = new Map(
    (setting.modelVersionId ? await readDemandEstimates(scope, setting.modelVersionId, ids) : []).map(
      (one) => [one.productId, one],
    ),
  );
  const open = await findProposalsOf(scope, ["proposed", "approved", "scheduled"], ids);
  const seen = new Map(context.seen);
  const products: { productId: string; line: number }[] = [];
  const proposals: PriceProposal[] = [];
  const planned = plannedPrices(lines, found, setting);
  const judged = lines.map((line, k): JudgedLine => {
    const named = found[k]!;
    const base = { line: line.line, text: line.text, product: nameIn(line) };
    if ("problem" in named) return { ...base, fate: "refused", problem: named.problem };
    const product = withPlan(facts.get(named.productId)!, planned);
    const told = {
      ...base,
      product: product.name,
      translations: product.translations,
      fromMinor: product.priceMinor,
    };
    if (seen.has(product.id)) return { ...told, fate: "refused", problem: "DUPLICATE_LINE" };
    const read = readPriceListRow(line.cell!, setting);
    if ("problem" in read) return { ...told, fate: "refused", problem: read.problem };
    if (!read.row) return { ...told, fate: "blank" };
    seen.set(product.id, line.line);
    products.push({ productId: product.id, line: line.line });
    const wish = { ...told, toMinor: read.row.toMinor, effectiveAt: read.row.effectiveAt };
    const waiting = open.filter(({ productId }) => productId === product.id);
    const fate = fateOf(read.row, product, waiting, setting);
    if (fate.fate !== "create") return { ...wish, ...fate };
    proposals.push(propose(read.row, product, estimates.get(product.id) ?? null, context));
    return { ...wish, ...fate };
  });
  const asked = new Set(proposals.map(({ productId }) => productId));
  return {
    ...{ now: setting.now, lines: judged, products, proposals },
    open: open.filter(({ productId, status }) => status === "proposed" && asked.has(productId)),
  };
}

/** What the batch asks for, product by product: neighbours move together. */
function plannedPrices(
  lines: readonly PriceLine[],
  found: readonly LineProduct[],
  setting: ListSetting,
): ReadonlyMap<string, number> {
  return new Map(
    lines.flatMap((line, k) => {
      const named = found[k]!;
      const read = "productId" in named && line.cell ? readPriceListRow(line.cell, setting) : null;
      return "productId" in named && read && "row" in read && read.row
        ? [[named.productId, read.row.toMinor] as const]
        : [];
    }),
  );
}

/** A product beside its neighbours as they will stand once the list holds. */
function withPlan(facts: PricingFacts, planned: ReadonlyMap<string, number>): PricingFacts {
  const neighbours = facts.neighbours.map((neighbour) => {
    const minor = planned.get(neighbour.productId);
    return minor === undefined ? neighbour : { ...neighbour, heldMinor: [minor] };
  });
  return { ...facts, neighbours };
}

type Fate = Pick<JudgedLine, "fate" | "leastMinor" | "mostMinor" | "broken"> & { problem?: ListProblem };

function fateOf(
  row: PriceListRow,
  facts: PricingFacts,
  waiting: readonly PriceProposal[],
  { shop, current, now }: ListSetting,
): Fate {
  const same = (one: { toMinor: number; compareAtMinor: number | null }) =>
    one.toMinor === row.toMinor &&
    (row.compareAtMinor === undefined || one.compareAtMinor === row.compareAtMinor);
  if (!facts.priceMinor) return { fate: "refused", problem: "NO_PRICE_YET" };
  if (same({ toMinor: facts.priceMinor, compareAtMinor: facts.compareAtMinor })) return { fate: "unchanged" };
  const due = ({ effectiveAt }: { effectiveAt: Date | null }) =>
    effectiveAt && effectiveAt > now ? effectiveAt.getTime() : null;
  // One that rests on what has moved can no longer be approved: it is asked anew.
  const inputsHash = inputsHashOf(facts, shop, current.version);
  if (waiting.some((one) => same(one) && due(one) === due(row) && one.inputsHash === inputsHash))
    return { fate: "unchanged" };
  const rules = rulesFor(
    toPricedProduct(facts, shop, row.effectiveAt ?? now),
    guardrailsFor(current.policy, facts),
  );
  const [broken] = brokenRules(row.toMinor, rules);
  if (!broken) return { fate: "create" };
  const { leastMinor, mostMinor } = rules.range;
  return { fate: "refused", problem: "OUTSIDE_GUARDRAILS", leastMinor, mostMinor, broken };
}

function propose(
  row: PriceListRow,
  facts: PricingFacts,
  estimate: DemandEstimateRecord | null,
  { actor, setting }: { actor: Actor; setting: ListSetting },
): PriceProposal {
  const { shop, current, champion, now } = setting;
  return buildProposal({
    ...{ facts, estimate, shop, current, champion, now, origin: "import" },
    modelVersionId: estimate ? setting.modelVersionId : null,
    ...{ toMinor: row.toMinor, compareAtMinor: row.compareAtMinor ?? null, effectiveAt: row.effectiveAt },
    proposer: actor,
  });
}

function nameIn({ cell, text }: PriceLine): string {
  const named = cell && (["sku", "id", "number"] as const).map(cell).find((name) => name);
  return (named || text).slice(0, 120);
}
