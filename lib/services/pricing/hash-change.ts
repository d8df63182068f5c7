import { createHash } from "node:crypto";
import {
  canonicalText,
  type PriceChangeContent,
  type PriceChangeInputs,
} from "@/lib/domain/pricing/change-content";

/** What an approval is bound to: sha256 of the one text of a content or of inputs, in hex. */
export function hashChange(value: PriceChangeContent | PriceChangeInputs): string {
  return createHash("sha256").update(canonicalText(value)).digest("hex");
}
