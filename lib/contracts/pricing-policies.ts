import { z } from "zod";
import type { TranslatedName } from "@/lib/domain/products/product-language";
import type { PricingPolicyView } from "./pricing";

export const ruleTargetQuery = z.object({ q: z.string().trim().min(1).max(200) });

/** A product that a rule may be about. */
export interface RuleTargetView {
  readonly id: string;
  readonly groupId: string;
  readonly name: string;
  readonly sku: string | null;
  readonly variants: number;
}

/** The versions of the policy with what their rules' products are called. */
export interface PricingPoliciesView {
  readonly policies: readonly PricingPolicyView[];
  /** Id of a product or parent → its name. */
  readonly names: Readonly<Record<string, string>>;
  /** Categories that rules may be about. */
  readonly categories: readonly string[];
}

/** What a version would do to the changes that wait now. */
export interface PolicyPreview {
  readonly waiting: number;
  /** Of those: inside its guardrails, and outside. */
  readonly inside: number;
  readonly outside: number;
  /** Of those inside: approved by the version itself, as such changes will be from the next run on. */
  readonly byItself: number;
  /** The first changes outside. */
  readonly examples: readonly (TranslatedName & { readonly id: string; readonly toMinor: number })[];
  /** Products whose price in force lies outside already, of all that have a price and a cost. */
  readonly products: number;
  readonly productsOutside: number;
}
