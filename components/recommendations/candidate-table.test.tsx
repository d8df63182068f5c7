import { NextIntlClientProvider } from "next-intl";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { ShopFormatProvider } from "@/components/ui/shop-format";
import type { RecommendationPreview } from "@/lib/contracts/recommendation-preview";
import type { RankedList } from "@/lib/domain/recommendations/rank-candidates";
import type { TraceEntry } from "@/lib/domain/recommendations/trace";
import products from "@/lib/i18n/messages/en/products.json";
import en from "@/lib/i18n/messages/en/recommendations.json";
import chineseProducts from "@/lib/i18n/messages/zh-CN/products.json";
import chinese from "@/lib/i18n/messages/zh-CN/recommendations.json";
import { CandidateTable } from "./candidate-table";
import { BEST_SELLERS } from "./preview-lists";

const NOW = "2026-04-20T10:00:00.000Z";
const entry = (productId: string, more: Partial<TraceEntry>): TraceEntry => ({
  ...{ productId, sources: [], terms: [], boosts: [], score: 0.5 },
  outcome: { shown: false, removal: { reason: "not-sold" } },
  ...more,
});
const list = {
  productIds: [],
  trace: [
    entry("a", {
      boosts: [
        { ruleId: "boost Tea", added: 0.2 },
        { ruleId: "boost Cups", added: -0.1 },
        { ruleId: "of another policy", added: 0.1 },
      ],
    }),
    entry("b", { outcome: { shown: false, removal: { reason: "filter", ruleId: "never Old" } } }),
  ],
} as unknown as RankedList;
const policy = {
  ...BEST_SELLERS,
  boosts: [
    { id: "boost Tea", match: { categories: ["tea"] }, amount: 0.2, until: "2026-05-01T22:00:00.000Z" },
    { id: "boost Cups", match: { categories: ["Cups"] }, amount: -0.1 },
  ],
  filters: [
    { id: "never Old", keep: "never" as const, match: { tags: ["Old"] }, from: "2026-03-31T22:00:00.000Z" },
  ],
};
const preview = { products: {}, customer: null } as unknown as RecommendationPreview;

function shown(locale: "en" | "zh-CN", messages: object): string {
  return renderToStaticMarkup(
    <NextIntlClientProvider locale={locale} timeZone="Europe/Berlin" messages={messages}>
      <ShopFormatProvider timeZone="Europe/Berlin" currency="EUR" now={NOW}>
        <CandidateTable name="List" list={list} preview={preview} policy={policy} />
      </ShopFormatProvider>
    </NextIntlClientProvider>,
  );
}

describe("the trace of a list", () => {
  it("tells the rules that moved a product or kept it out in words, with their days", () => {
    const text = shown("en", { products, recommendations: en });
    expect(text).toContain("Boost (category Tea, until Fri, May 1, 2026) 0.200");
    expect(text).toContain("Lowered (category Cups) -0.100");
    expect(text).toContain("Left out by the rule “Never tag Old, from Wed, Apr 1, 2026”.");
    // A rule that this policy does not have keeps its name.
    expect(text).toContain("of another policy 0.100");
    for (const id of ["boost Tea", "boost Cups", "never Old"]) expect(text).not.toContain(id);
  });

  it("tells them in Chinese too", () => {
    const text = shown("zh-CN", { products: chineseProducts, recommendations: chinese });
    expect(text).toContain("提高（茶叶类目，至2026年5月1日");
    expect(text).not.toContain("boost Tea");
  });
});
