import { NextIntlClientProvider } from "next-intl";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it, vi } from "vitest";
import { ShopFormatProvider } from "@/components/ui/shop-format";
import type { PolicyVersionView } from "@/lib/contracts/ranking-policy";
import type { RecommendationPreview } from "@/lib/contracts/recommendation-preview";
import { DEFAULT_POLICIES } from "@/lib/domain/recommendations/policy";
import en from "@/lib/i18n/messages/en/recommendations.json";
import ui from "@/lib/i18n/messages/en/ui.json";
import { PolicyVersions } from "./policy-versions";

vi.mock("next/navigation", () => ({ useRouter: () => ({ refresh: () => undefined }) }));

const NOW = "2026-04-20T10:00:00.000Z";
const content = DEFAULT_POLICIES.home;
const version = (number: number, share = 0): PolicyVersionView => ({
  ...{ id: `v${number}`, version: number, name: `Idea ${number}`, note: null, content, share },
  ...{ createdAt: NOW, createdByName: "Ann" },
});

function drawn(count: number, inForce: number): string {
  const versions = Array.from({ length: count }, (_, k) => version(count - k, count - k === inForce ? 1 : 0));
  const live = inForce === 0 ? [{ policyId: null }] : [{ policyId: `v${inForce}` }];
  const preview = { start: content, live } as unknown as RecommendationPreview;
  return renderToStaticMarkup(
    <NextIntlClientProvider locale="en" messages={{ recommendations: en, ui }} timeZone="UTC">
      <ShopFormatProvider timeZone="UTC" currency="EUR" now={NOW}>
        <PolicyVersions
          {...{ placement: "home", preview, versions, inForce: content, onTry: () => undefined }}
          publishAction={async () => ({ ok: true, data: null })}
        />
      </ShopFormatProvider>
    </NextIntlClientProvider>,
  );
}
const count = (text: string, part: string) => text.split(part).length - 1;

describe("the versions of a policy", () => {
  it("are the newest eight, with a way to all of them, and the one the shop began with, which can be put into force", () => {
    const text = drawn(10, 10);
    expect(text).toContain("Show all 10");
    expect(text).toContain("10. Idea 10");
    expect(text).not.toContain("2. Idea 2");
    expect(text).toContain("As the shop began");
    // Seven older ones of those shown, and the beginning; not the one in force.
    expect(count(text, "Put into force")).toBe(8);
  });

  it("offer what is in force no second time", () => {
    const text = drawn(2, 0);
    expect(text).not.toContain("Show all");
    expect(count(text, "Put into force")).toBe(2);
    expect(text).toContain("In force for 100%");
  });
});
