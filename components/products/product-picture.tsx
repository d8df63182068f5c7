"use client";
import Package from "lucide-react/icons/package";
import { useTranslations } from "next-intl";
import { cn } from "@/components/ui/class-names";
import { productPictureHref } from "@/lib/client/products";

export interface ProductPictureProps {
  readonly store: string;
  readonly product: { readonly id: string; readonly name: string; readonly pictureHash: string | null };
  /** Size and corners. */
  readonly className?: string;
  /** The picture a page opens with is not put off. */
  readonly eager?: boolean;
}

/** A product's picture, or a quiet place where there is none. */
export function ProductPicture({ store, product, className, eager }: ProductPictureProps) {
  const t = useTranslations("products");
  const { id, name, pictureHash } = product;
  const place = cn("block aspect-square shrink-0 rounded-sm border bg-sunken object-cover", className);
  if (!pictureHash)
    return (
      <span
        role="img"
        aria-label={t("noPicture", { name })}
        className={cn(place, "flex items-center justify-center")}
      >
        <Package aria-hidden="true" className="size-2/5 text-ink-faint opacity-60" />
      </span>
    );
  return (
    // biome-ignore lint/performance/noImgElement: a drawing of a few kilobytes, served to those who may see it
    <img
      src={productPictureHref(store, id, pictureHash)}
      alt={t("picture", { name })}
      width={400}
      height={400}
      loading={eager ? "eager" : "lazy"}
      decoding="async"
      className={place}
    />
  );
}
