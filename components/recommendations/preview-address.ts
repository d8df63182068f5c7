import type { AddressValues } from "@/components/ui/use-address";
import { PLACEMENTS, type Placement } from "@/lib/domain/recommendations/placements";

/** The moment that is previewed, as it stands in the address. */
export const PREVIEW_ADDRESS = ["placement", "customer", "product", "cart", "views", "model"] as const;
export type PreviewAddress = AddressValues<(typeof PREVIEW_ADDRESS)[number]>;

export function placementOf(address: PreviewAddress): Placement {
  return PLACEMENTS.find((placement) => placement === address.placement) ?? "home";
}

/** What the server is asked with: the same words in the browser and on the server, so that the first answer is found. */
export function previewQueryOf(address: PreviewAddress): Record<string, string> {
  const { customer, product, cart, views, model } = address;
  const placement = placementOf(address);
  const query = {
    placement,
    customer,
    cart,
    views,
    model,
    product: placement === "product" ? product : null,
  };
  return Object.fromEntries(
    Object.entries(query).flatMap(([name, value]) => (value ? [[name, value] as const] : [])),
  );
}
