"use client";
import { useTranslations } from "next-intl";
import { Badge } from "@/components/ui/badge";
import { Card } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import type { SetAddress } from "@/components/ui/use-address";
import type { RecommendationPreview } from "@/lib/contracts/recommendation-preview";
import { PLACEMENTS } from "@/lib/domain/recommendations/placements";
import { CustomerPicker } from "./customer-picker";
import { type PREVIEW_ADDRESS, type PreviewAddress, placementOf } from "./preview-address";
import { ProductPicker } from "./product-picker";

export interface MomentPickerProps {
  readonly store: string;
  readonly preview: RecommendationPreview;
  readonly address: PreviewAddress;
  readonly setAddress: SetAddress<(typeof PREVIEW_ADDRESS)[number]>;
  readonly models: readonly { readonly id: string; readonly version: number; readonly champion: boolean }[];
}

/** Who looks at the shop, where, with what in the cart and what just seen. */
export function MomentPicker({ store, preview, address, setAddress, models }: MomentPickerProps) {
  const t = useTranslations("recommendations");
  const placement = placementOf(address);
  const ids = (name: "cart" | "views") => (address[name] ?? "").split(",").filter(Boolean);
  const serving = models.find(({ champion }) => champion);
  return (
    <Card>
      <div className="grid gap-4 sm:grid-cols-2 xl:grid-cols-5">
        <Field label={t("placement")}>
          <Select
            options={PLACEMENTS.map((value) => ({ value, label: t(`placements.${value}`) }))}
            value={placement}
            onValueChange={(value) => setAddress({ placement: value })}
          />
        </Field>
        <Field label={t("customer")}>
          <CustomerPicker
            store={store}
            chosen={preview.customer}
            onChoose={(customer) => setAddress({ customer })}
          />
        </Field>
        {placement === "product" ? (
          <Field label={t("openPage")}>
            <ProductPicker
              preview={preview}
              chosen={address.product ? [address.product] : []}
              most={1}
              onChange={([product]) => setAddress({ product: product ?? null })}
            />
          </Field>
        ) : null}
        <Field label={t("cart")}>
          <ProductPicker
            preview={preview}
            chosen={ids("cart")}
            most={10}
            onChange={(cart) => setAddress({ cart: cart.join(",") })}
          />
        </Field>
        <Field label={t("views")}>
          <ProductPicker
            preview={preview}
            chosen={ids("views")}
            most={10}
            onChange={(views) => setAddress({ views: views.join(",") })}
          />
        </Field>
        {models.length > 1 ? (
          <Field label={t("model")}>
            <Select
              options={models.map(({ id, version, champion }) => ({
                value: id,
                label: champion ? t("modelServing", { version }) : t("modelVersion", { version }),
              }))}
              value={address.model ?? serving?.id}
              onValueChange={(id) => setAddress({ model: id === serving?.id ? null : id })}
            />
          </Field>
        ) : null}
      </div>
      {preview.fallback ? (
        <p className="mt-4 flex flex-wrap items-center gap-2 text-ink-soft text-sm">
          <Badge tone="outline">{t("fallback")}</Badge>
          {t(`fallbacks.${preview.fallback}`)}
        </p>
      ) : null}
    </Card>
  );
}
