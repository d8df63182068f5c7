import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, it } from "vitest";
import { auditListQuery } from "@/lib/contracts/audit";
import { customerListQuery } from "@/lib/contracts/customers";
import { proposalListQuery } from "@/lib/contracts/pricing";
import { productPriceListQuery } from "@/lib/contracts/product-prices";
import { productListQuery } from "@/lib/contracts/products";
import { replayInput } from "@/lib/contracts/recommendation-results";
import { timelineQuery } from "@/lib/contracts/timeline";
import { runListQuery } from "@/lib/contracts/training";
import { createMember, createStore, TEST_NOW } from "@/lib/data/testing/factories";
import type { Actor } from "@/lib/domain/actor";
import { AppError } from "@/lib/domain/errors";
import { can, type Permission, ROLES } from "@/lib/domain/permissions";
import { FIRST_PRICING_POLICY } from "@/lib/domain/pricing/pricing-policy";
import { DEFAULT_POLICIES } from "@/lib/domain/recommendations/policy";
import { newId } from "@/lib/platform/ids";
import { createApiKey } from "./api-keys/create-api-key";
import { listApiKeys } from "./api-keys/list-api-keys";
import { revokeApiKey } from "./api-keys/revoke-api-key";
import { listAuditEvents } from "./audit/list-audit-events";
import { exportCustomers } from "./customers/export-customers";
import { getCustomer } from "./customers/get-customer";
import { listCustomerGenders, listCustomers } from "./customers/list-customers";
import { listTimeline } from "./customers/list-timeline";
import { exportImportIssues } from "./imports/export-import-issues";
import { listImportIssues } from "./imports/list-import-issues";
import { listImports } from "./imports/list-imports";
import { listMembers } from "./members/list-members";
import { getOverview } from "./overview/get-overview";
import { approvePrices } from "./pricing/approve-prices";
import { rejectPrices, withdrawPrice } from "./pricing/end-proposals";
import { exportProductPrices } from "./pricing/export-product-prices";
import { getPriceLabels } from "./pricing/get-price-labels";
import { getPricingModel } from "./pricing/get-pricing-model";
import { getPricingReport } from "./pricing/get-pricing-report";
import { getPricingScorecard } from "./pricing/get-pricing-scorecard";
import { getProductPrice } from "./pricing/get-product-price";
import { getWaitingPrices } from "./pricing/get-waiting-prices";
import { listPriceCategories, listProductPrices } from "./pricing/list-product-prices";
import { listProposals } from "./pricing/list-proposals";
import { exportPriceList } from "./pricing/lists/export-price-list";
import { importList, refusedLinesOf } from "./pricing/lists/import-list";
import { previewPricingPolicy } from "./pricing/preview-pricing-policy";
import {
  approvePricingPolicy,
  listPricingVersions,
  listRuleTargets,
  savePricingPolicy,
} from "./pricing/pricing-policies";
import { promoteFamily } from "./pricing/promote-family";
import { counterPrice, proposePrice, revertPrice } from "./pricing/propose-price";
import { proposePriceSet } from "./pricing/propose-price-set";
import { describeCatalogue } from "./products/describe-catalogue";
import { exportProducts } from "./products/export-products";
import { getProduct } from "./products/get-product";
import { getProductHistory } from "./products/get-product-history";
import { getProductPicture } from "./products/get-product-picture";
import { listProducts } from "./products/list-products";
import { declineSplit } from "./recommendations/decline-split";
import { exportEmailBlocks } from "./recommendations/export-email-blocks";
import { getResults } from "./recommendations/get-results";
import { giveFeedback } from "./recommendations/give-feedback";
import { listModels } from "./recommendations/list-models";
import { listPolicies } from "./recommendations/list-policies";
import { listSplits } from "./recommendations/list-splits";
import { previewRecommendations } from "./recommendations/preview-recommendations";
import { promoteRecommendationModel } from "./recommendations/promote-model";
import { proposeSplit } from "./recommendations/propose-split";
import { publishPolicy } from "./recommendations/publish-policy";
import { recommend } from "./recommendations/recommend";
import { replayPolicy } from "./recommendations/replay-policy";
import { savePolicy } from "./recommendations/save-policy";
import { deleteSegmentation } from "./segments/delete-segmentation";
import { getSegmentation, getSegmentationMap } from "./segments/get-segmentation";
import { listSegmentValues } from "./segments/list-segment-values";
import { listSegmentations } from "./segments/list-segmentations";
import { renameSegment } from "./segments/rename-segment";
import { restoreSegmentation } from "./segments/restore-segmentation";
import { cancelRun } from "./training/cancel-run";
import { enqueueTraining } from "./training/enqueue-training";
import { getRun } from "./training/get-run";
import { listAvailableFeatures } from "./training/list-available-features";
import { listRuns } from "./training/list-runs";
import { retryRun } from "./training/retry-run";
import {
  addWebhookEndpoint,
  listWebhooks,
  removeWebhook,
  renewWebhookSecret,
  resendWebhook,
} from "./webhooks/webhook-endpoints";

/** A list that can be read as either kind and names no product of the shop. */
const LIST_FILE = join(mkdtempSync(join(tmpdir(), "souk-doors-")), "list.csv");
writeFileSync(LIST_FILE, "sku,price,competitor,observed_at\nnone,1,x,2026-01-01\n");

const WALL_SHOP = { currency: "EUR", clockKind: "wall", clockAt: null } as const;

/** Every service that a door opens: the right it asks for, and a harmless call. */
const SERVICES: Record<string, readonly [Permission, (actor: Actor) => Promise<unknown>]> = {
  listAuditEvents: ["audit:read", (actor) => listAuditEvents(actor, auditListQuery.parse({}))],
  listCustomers: [
    "shop:read",
    (actor) => listCustomers(actor, { currency: "EUR" }, customerListQuery.parse({}), TEST_NOW),
  ],
  listCustomerGenders: ["shop:read", listCustomerGenders],
  getCustomer: ["shop:read", (actor) => getCustomer(actor, newId())],
  listTimeline: ["shop:read", (actor) => listTimeline(actor, newId(), timelineQuery.parse({}))],
  exportCustomers: [
    "customer-contact:export",
    (actor) => exportCustomers(actor, WALL_SHOP, customerListQuery.parse({}), TEST_NOW),
  ],
  listImports: ["shop:read", (actor) => listImports(actor, TEST_NOW)],
  listImportIssues: ["import:run", (actor) => listImportIssues(actor, newId(), 10)],
  exportImportIssues: ["import:run", (actor) => exportImportIssues(actor, newId())],
  listMembers: ["member:read", listMembers],
  getOverview: ["shop:read", (actor) => getOverview(actor, { timeZone: "Europe/Berlin" }, 30, TEST_NOW)],
  describeCatalogue: ["shop:read", describeCatalogue],
  listProducts: ["shop:read", (actor) => listProducts(actor, productListQuery.parse({}), "en")],
  exportProducts: ["shop:read", (actor) => exportProducts(actor, productListQuery.parse({}), "en", TEST_NOW)],
  getProduct: ["shop:read", (actor) => getProduct(actor, newId(), "en", TEST_NOW)],
  getProductHistory: [
    "shop:read",
    (actor) => getProductHistory(actor, newId(), { timeZone: "Europe/Berlin" }, "en", TEST_NOW),
  ],
  getProductPicture: ["shop:read", (actor) => getProductPicture(actor, newId())],
  listSegmentations: ["shop:read", listSegmentations],
  listSegmentValues: ["shop:read", (actor) => listSegmentValues(actor, newId(), TEST_NOW)],
  getSegmentation: ["shop:read", (actor) => getSegmentation(actor, newId())],
  getSegmentationMap: ["shop:read", (actor) => getSegmentationMap(actor, newId())],
  renameSegment: [
    "segment:write",
    (actor) => renameSegment(actor, { segmentId: newId(), name: "Regulars" }, TEST_NOW),
  ],
  deleteSegmentation: ["segment:write", (actor) => deleteSegmentation(actor, newId(), TEST_NOW)],
  restoreSegmentation: ["segment:write", (actor) => restoreSegmentation(actor, newId(), TEST_NOW)],
  listAvailableFeatures: ["shop:read", listAvailableFeatures],
  listRuns: ["shop:read", (actor) => listRuns(actor, runListQuery.parse({}))],
  getRun: ["shop:read", (actor) => getRun(actor, newId())],
  enqueueTraining: [
    "training:run",
    (actor) =>
      enqueueTraining(
        actor,
        {
          kind: "segmentation",
          params: { features: ["ratingCount"], clusters: 2, seed: 1 },
          idempotencyKey: newId(),
        },
        TEST_NOW,
      ),
  ],
  previewRecommendations: ["shop:read", (actor) => previewRecommendations(actor, {}, TEST_NOW)],
  listPolicies: ["shop:read", (actor) => listPolicies(actor, "home")],
  listModels: ["shop:read", listModels],
  exportEmailBlocks: ["recommendation:export", (actor) => exportEmailBlocks(actor, {}, TEST_NOW)],
  getResults: ["shop:read", (actor) => getResults(actor, TEST_NOW)],
  replayPolicy: [
    "recommendation:write",
    (actor) => replayPolicy(actor, replayInput.parse({ placement: "home", content: DEFAULT_POLICIES.home })),
  ],
  recommend: ["recommendation:read", (actor) => recommend(actor, { placement: "home" }, TEST_NOW)],
  giveFeedback: [
    "recommendation:feedback",
    (actor) =>
      giveFeedback(
        actor,
        { feedback: [{ recommendationId: newId(), kind: "impression", messageId: "m" }] },
        TEST_NOW,
      ),
  ],
  listApiKeys: ["api-key:write", listApiKeys],
  createApiKey: [
    "api-key:write",
    (actor) => createApiKey(actor, { name: "Site", scopes: ["feedback:write"] }, TEST_NOW),
  ],
  revokeApiKey: ["api-key:write", (actor) => revokeApiKey(actor, newId(), TEST_NOW)],
  listWebhooks: ["webhook:write", listWebhooks],
  addWebhookEndpoint: [
    "webhook:write",
    (actor) =>
      addWebhookEndpoint(actor, { url: "https://shop.example/", events: ["price.activated"] }, TEST_NOW),
  ],
  renewWebhookSecret: [
    "webhook:write",
    (actor) => renewWebhookSecret(actor, { endpointId: newId() }, TEST_NOW),
  ],
  removeWebhook: ["webhook:write", (actor) => removeWebhook(actor, newId(), TEST_NOW)],
  resendWebhook: ["webhook:write", (actor) => resendWebhook(actor, newId(), TEST_NOW)],
  savePolicy: [
    "recommendation:write",
    (actor) =>
      savePolicy(actor, { placement: "home", name: "As it was", content: DEFAULT_POLICIES.home }, TEST_NOW),
  ],
  publishPolicy: [
    "recommendation:publish",
    (actor) => publishPolicy(actor, { placement: "home", arms: [{ policyId: newId(), share: 1 }] }, TEST_NOW),
  ],
  listSplits: ["shop:read", (actor) => listSplits(actor, TEST_NOW)],
  proposeSplit: [
    "recommendation:write",
    (actor) => proposeSplit(actor, { placement: "home", arms: [{ policyId: newId(), share: 1 }] }, TEST_NOW),
  ],
  declineSplit: ["recommendation:publish", (actor) => declineSplit(actor, { placement: "home" }, TEST_NOW)],
  promoteRecommendationModel: [
    "model:promote",
    (actor) => promoteRecommendationModel(actor, { modelVersionId: newId() }, TEST_NOW),
  ],
  getPricingScorecard: ["shop:read", (actor) => getPricingScorecard(actor, TEST_NOW)],
  getPriceLabels: ["price:read", (actor) => getPriceLabels(actor, { products: ["none"] }, TEST_NOW)],
  listProposals: ["shop:read", (actor) => listProposals(actor, proposalListQuery.parse({}), TEST_NOW)],
  listProductPrices: [
    "shop:read",
    (actor) => listProductPrices(actor, productPriceListQuery.parse({}), "en", TEST_NOW),
  ],
  exportProductPrices: [
    "shop:read",
    (actor) => exportProductPrices(actor, productPriceListQuery.parse({}), "en", TEST_NOW),
  ],
  listPriceCategories: ["shop:read", listPriceCategories],
  getPricingModel: ["shop:read", getPricingModel],
  getWaitingPrices: ["shop:read", getWaitingPrices],
  getProductPrice: ["shop:read", (actor) => getProductPrice(actor, newId(), TEST_NOW)],
  listPricingVersions: ["shop:read", (actor) => listPricingVersions(actor, "en")],
  getPricingReport: ["shop:read", (actor) => getPricingReport(actor)],
  promoteFamily: ["model:promote", (actor) => promoteFamily(actor, { family: "log-log" }, TEST_NOW)],
  importList: [
    "price:propose",
    (actor) => importList(actor, "prices", { path: LIST_FILE, name: "list.csv" }, { apply: true }, TEST_NOW),
  ],
  refusedLinesOf: [
    "import:run",
    (actor) => refusedLinesOf(actor, "competitor-prices", { path: LIST_FILE, name: "list.csv" }, TEST_NOW),
  ],
  exportPriceList: ["shop:read", (actor) => exportPriceList(actor, { kind: "prices" }, TEST_NOW)],
  proposePriceSet: [
    "price:propose",
    (actor) => proposePriceSet(actor, { productId: newId(), pricesMinor: [1900, 2000] }, TEST_NOW),
  ],
  listRuleTargets: ["shop:read", (actor) => listRuleTargets(actor, { q: "none" }, "en")],
  previewPricingPolicy: [
    "price:propose",
    (actor) => previewPricingPolicy(actor, FIRST_PRICING_POLICY, TEST_NOW),
  ],
  savePricingPolicy: ["price:propose", (actor) => savePricingPolicy(actor, FIRST_PRICING_POLICY, TEST_NOW)],
  approvePricingPolicy: ["price:approve", (actor) => approvePricingPolicy(actor, { version: 999 }, TEST_NOW)],
  proposePrice: [
    "price:propose",
    (actor) => proposePrice(actor, { productId: newId(), toMinor: 1990 }, TEST_NOW),
  ],
  revertPrice: ["price:propose", (actor) => revertPrice(actor, { id: newId(), reason: "fell" }, TEST_NOW)],
  withdrawPrice: [
    "price:propose",
    (actor) => withdrawPrice(actor, { id: newId(), reason: "wrong" }, TEST_NOW),
  ],
  approvePrices: [
    "price:approve",
    (actor) => approvePrices(actor, { proposals: [{ id: newId(), contentHash: "0".repeat(64) }] }, TEST_NOW),
  ],
  rejectPrices: [
    "price:approve",
    (actor) => rejectPrices(actor, { ids: [newId()], reason: "not now" }, TEST_NOW),
  ],
  counterPrice: [
    "price:approve",
    (actor) =>
      counterPrice(
        actor,
        { id: newId(), contentHash: "0".repeat(64), toMinor: 1990, reason: "less" },
        TEST_NOW,
      ),
  ],
  cancelRun: ["training:run", (actor) => cancelRun(actor, newId(), TEST_NOW)],
  retryRun: ["training:run", (actor) => retryRun(actor, newId(), TEST_NOW)],
};

/** Doors that need no role: they open a session, end one, or say that the process serves. */
const OPEN_DOORS = [
  "app/(auth)/sign-in/actions.ts",
  "app/(auth)/sign-in/page.tsx",
  "app/api/health/route.ts",
  "app/api/v1/openapi.json/route.ts",
];

const root = fileURLToPath(new URL("../../", import.meta.url));

function doors(): { path: string; text: string }[] {
  return readdirSync(join(root, "app"), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /^(page\.tsx|route\.ts|actions\.ts)$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => ({
      path: path.slice(root.length).replaceAll("\\", "/"),
      text: readFileSync(path, "utf8"),
    }));
}

describe("every door", () => {
  it("opens only services of this table, and each of them stands behind a door", () => {
    const opened = new Set<string>();
    const everything = [
      ...doors(),
      ...["segments/segments-page.tsx"].map((file) => ({
        path: file,
        text: readFileSync(join(root, "app/(dashboard)/[store]", file), "utf8"),
      })),
    ];
    for (const { text } of everything)
      for (const [, names] of text.matchAll(/import (?:type )?\{([^}]+)\} from "@\/lib\/services\//g))
        for (const name of names!.split(",")) if (name.trim()) opened.add(name.trim());
    expect([...opened].sort()).toEqual(Object.keys(SERVICES).sort());
  });

  it("identifies who is asking before it asks a service", () => {
    const strangers = doors().filter(
      ({ path, text }) =>
        !OPEN_DOORS.includes(path) &&
        !/pageContext|internalRoute|apiRoute|runAction|findPerson|signOutAction/.test(text),
    );
    expect(strangers.map(({ path }) => path)).toEqual([]);
  });
});

describe.each(Object.entries(SERVICES))("%s", (_name, [permission, call]) => {
  let storeId: string;
  beforeAll(async () => {
    storeId = (await createStore()).id;
  });

  it.each(ROLES)(`asks a %s for ${permission}`, async (role) => {
    const actor = await createMember(storeId, role);
    const outcome = await call(actor).then(
      () => "done",
      (error: unknown) => (error instanceof AppError ? error.code : error),
    );
    if (can(actor, permission)) expect(["done", "NOT_FOUND"]).toContain(outcome);
    else expect(outcome).toBe("FORBIDDEN");
  });
});
