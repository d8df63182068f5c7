"use client";
import Link from "next/link";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Card } from "@/components/ui/card";
import { useFormat } from "@/components/ui/shop-format";
import { useCategoryWord } from "@/components/words/category-words";
import type { ProductDetail } from "@/lib/contracts/products";
import { PRODUCT_ADDRESS } from "./product-list-shape";
import { ProductPicture } from "./product-picture";
import { useReasonWord } from "./use-reason-word";

export interface ProductSideProps {
  readonly store: string;
  readonly product: ProductDetail;
  readonly listState: string | null;
}

/** Others of the same group: the same thing in another colour or size. */
export function ProductVariants({ store, product, listState }: ProductSideProps) {
  const t = useTranslations("products");
  const format = useFormat();
  return (
    <Card title={t("variants")} flush>
      <ul className="pb-2">
        {product.variants.map((variant) => (
          <ProductLine key={variant.id} store={store} product={variant} listState={listState}>
            {[
              ...(variant.priceMinor === null ? [] : [format.money(variant.priceMinor)]),
              ...(variant.onHand === null ? [] : [t("variantStock", { onHand: variant.onHand })]),
              ...(variant.recentUnits === null ? [] : [t("variantSold", { units: variant.recentUnits })]),
            ].join(" · ")}
          </ProductLine>
        ))}
      </ul>
    </Card>
  );
}

/** What is bought with it more often than chance would have it. */
export function ProductCompanions({ store, product, listState }: ProductSideProps) {
  const t = useTranslations("products");
  const format = useFormat();
  const { companions, basketOrders, basketDays } = product;
  return (
    <Card
      title={t("together")}
      description={
        basketOrders > 0 ? t("togetherHint", { orders: basketOrders, days: basketDays }) : undefined
      }
      flush={companions.length > 0}
      footer={companions.length > 0 ? t("liftWhat") : undefined}
    >
      {companions.length === 0 ? (
        <p className="text-ink-soft text-sm">{basketOrders > 0 ? t("noTogether") : t("noOrders")}</p>
      ) : (
        <ul className="pb-2">
          {companions.map((companion) => (
            <ProductLine
              key={companion.id}
              store={store}
              product={companion}
              listState={listState}
              end={t("lift", { lift: format.number(companion.lift, { decimals: 1, fixed: true }) })}
            >
              {t("togetherWith", {
                together: companion.together,
                share: format.percent(companion.share, { decimals: 0 }),
              })}
            </ProductLine>
          ))}
        </ul>
      )}
    </Card>
  );
}

interface ProductLineProps {
  readonly store: string;
  readonly product: { readonly id: string; readonly name: string; readonly pictureHash: string | null };
  readonly listState: string | null;
  readonly end?: string;
  readonly children: ReactNode;
}

function ProductLine({ store, product, listState, end, children }: ProductLineProps) {
  return (
    <li>
      <Link
        href={PRODUCT_ADDRESS.rowHref(store, product.id, listState)}
        className="flex items-center gap-3 px-5 py-1.5 transition-colors hover:bg-hover"
      >
        <ProductPicture store={store} product={product} className="w-10" />
        <span className="flex min-w-0 flex-1 flex-col">
          <span className="truncate font-medium text-sm">{product.name}</span>
          <span data-figures className="truncate text-ink-faint text-xs">
            {children}
          </span>
        </span>
        {end ? (
          <span data-figures className="shrink-0 text-ink-soft text-xs">
            {end}
          </span>
        ) : null}
      </Link>
    </li>
  );
}

/** What came back of what was sold in a year, and why. */
export function ProductReturns({ returns }: { returns: ProductDetail["returns"] }) {
  const t = useTranslations("products");
  const format = useFormat();
  const reasonWord = useReasonWord("returnReasons");
  const most = Math.max(1, ...(returns?.reasons.map(({ units }) => units) ?? []));
  return (
    <Card title={t("returns")} description={t("returnsHint")}>
      {!returns ? (
        <p className="text-ink-soft text-sm">{t("noOrders")}</p>
      ) : returns.returnedUnits === 0 ? (
        <p className="text-ink-soft text-sm">{t("returnNone", { sold: returns.soldUnits })}</p>
      ) : (
        <div className="flex flex-col gap-3 text-sm">
          <p className="flex flex-wrap items-baseline justify-between gap-x-3">
            <span className="font-medium">
              {t("returnShare", {
                share:
                  returns.soldUnits > 0 ? format.percent(returns.returnedUnits / returns.soldUnits) : "–",
              })}
            </span>
            <span data-figures className="text-ink-faint text-xs">
              {t("returnCounts", { returned: returns.returnedUnits, sold: returns.soldUnits })} ·{" "}
              {t("refunded", { amount: format.money(returns.refundedMinor) })}
            </span>
          </p>
          <ul className="grid grid-cols-[auto_minmax(0,1fr)_auto] items-center gap-x-3 gap-y-1.5">
            {returns.reasons.map(({ reason, units }) => (
              <li key={reason} className="col-span-3 grid grid-cols-subgrid items-center">
                <span className="text-ink-soft">{reasonWord(reason)}</span>
                <span aria-hidden="true" className="h-2 overflow-hidden rounded-full bg-sunken">
                  <span
                    className="block h-full rounded-full bg-ink-faint"
                    style={{ width: `${(units / most) * 100}%` }}
                  />
                </span>
                <span data-figures>{format.number(units)}</span>
              </li>
            ))}
          </ul>
        </div>
      )}
    </Card>
  );
}

/** What the shop keeps of the product itself. */
export function ProductAbout({ product }: { product: ProductDetail }) {
  const t = useTranslations("products");
  const format = useFormat();
  const category = useCategoryWord();
  return (
    <Card title={t("about")}>
      {product.description ? <p className="pb-4 text-ink-soft text-sm">{product.description}</p> : null}
      <dl className="grid grid-cols-[auto_1fr] gap-x-6 gap-y-2 text-sm">
        <Fact name={t("category")}>{product.categories.map(category).join(", ")}</Fact>
        <Fact name={t("brand")}>{product.brand}</Fact>
        <Fact name={t("number")}>{product.sku}</Fact>
        <Fact name={t("cost")}>
          {product.unitCostMinor === null ? null : format.money(product.unitCostMinor)}
        </Fact>
        <Fact name={t("tax")}>{product.priceMinor === null ? null : format.percent(product.taxRate)}</Fact>
        <Fact name={t("since")}>{product.releasedAt && format.date(product.releasedAt)}</Fact>
        <Fact name={t("knownAs")}>
          {product.identities
            .map(({ value }) => value)
            .filter((value) => value !== product.sku)
            .join(", ")}
        </Fact>
      </dl>
    </Card>
  );
}

/** One fact; what is not known takes no place. */
function Fact({ name, children }: { name: string; children: ReactNode }) {
  if (children === null || children === undefined || children === "") return null;
  return (
    <>
      <dt className="text-ink-faint">{name}</dt>
      <dd className="min-w-0 break-words text-right tabular-nums">{children}</dd>
    </>
  );
}
