import type { z } from "zod";
import { type PricingPolicyView, policyVersionInput, pricingPolicyInput } from "@/lib/contracts/pricing";
import type { PricingPoliciesView, RuleTargetView, ruleTargetQuery } from "@/lib/contracts/pricing-policies";
import { appendAuditEvent } from "@/lib/data/audit-events";
import {
  approvePricingPolicyVersion,
  findPricingPolicyVersion,
  insertPricingPolicy,
  listPricingPolicies,
} from "@/lib/data/pricing-policies";
import { listProductCategories } from "@/lib/data/product-figures";
import { findRuleTargets } from "@/lib/data/rule-targets";
import { inTransaction, type StoreScope, storeScope } from "@/lib/data/scope";
import { lockStore } from "@/lib/data/stores";
import type { Actor } from "@/lib/domain/actor";
import { AppError } from "@/lib/domain/errors";
import { authorise } from "@/lib/domain/permissions";
import type { PricingPolicy } from "@/lib/domain/pricing/pricing-policy";
import { languageOf, nameIn } from "@/lib/domain/products/product-language";
import { checkLadders } from "./check-ladders";
import { currentPolicy } from "./current-policy";

const MOST_SHOWN = 20;
const MOST_CATEGORIES = 100;
const MOST_TARGETS = 8;
/** Rules name at most so many products, each with all variants of its parent. */
const MOST_NAMES = 2_000;

/**
 * The versions of how the shop sets prices, newest first; the built-in one last while nothing else was approved.
 * @param locale the reader's, for names
 */
export async function listPricingVersions(actor: Actor, locale: string): Promise<PricingPoliciesView> {
  authorise(actor, "shop:read");
  const scope = storeScope(actor.storeId);
  const policies = await readVersions(scope, actor);
  const ids = policies.flatMap(({ policy }) => [
    ...policy.rules.flatMap(({ productId, groupId }) => productId ?? groupId ?? []),
    ...(policy.ladders ?? []).flatMap(({ productIds }) => productIds),
  ]);
  const targets = ids.length > 0 ? await findRuleTargets(scope, { ids: [...new Set(ids)] }, MOST_NAMES) : [];
  return {
    policies,
    names: Object.fromEntries(
      targets.flatMap((target) => {
        const name = nameIn(target, languageOf(locale));
        return [
          [target.groupId, name],
          [target.id, name],
        ];
      }),
    ),
    categories: (await listProductCategories(scope, MOST_CATEGORIES)).map(({ category }) => category),
  };
}

/** Products by a part of their name, for a rule or a ladder to be about. @param locale the reader's, for names */
export async function listRuleTargets(
  actor: Actor,
  { q }: z.output<typeof ruleTargetQuery>,
  locale: string,
): Promise<RuleTargetView[]> {
  authorise(actor, "shop:read");
  const found = await findRuleTargets(storeScope(actor.storeId), { q }, MOST_TARGETS);
  return found.map(({ translations, ...target }) => ({
    ...target,
    name: nameIn({ name: target.name, translations: translations ?? null }, languageOf(locale)),
  }));
}

async function readVersions(scope: StoreScope, actor: Actor): Promise<PricingPolicyView[]> {
  const current = await currentPolicy(scope);
  const stored = (await listPricingPolicies(scope, MOST_SHOWN)).map(
    (row): PricingPolicyView => ({
      version: row.version,
      policy: row.policy,
      createdAt: row.createdAt.toISOString(),
      createdByName: row.createdByName,
      approvedAt: row.approvedAt?.toISOString() ?? null,
      approvedByName: row.approvedByName,
      own: row.createdById === actor.id,
      current: row.version === current.version,
    }),
  );
  if (current.version > 0) return stored;
  return [
    ...stored,
    {
      version: 0,
      policy: current.policy,
      ...{ createdAt: null, createdByName: null, approvedAt: null, approvedByName: null },
      own: false,
      current: true,
    },
  ];
}

/**
 * Writes a new version, which holds once somebody else approved it. @returns its number
 * @throws AppError INVALID where its price ladders do not hold together
 */
export async function savePricingPolicy(
  actor: Actor,
  input: PricingPolicy,
  wallNow: Date,
): Promise<{ version: number }> {
  authorise(actor, "price:propose");
  const wish = pricingPolicyInput.parse(input);
  return inTransaction(storeScope(actor.storeId), async (tx) => {
    await lockStore(tx);
    await checkLadders(tx, wish.ladders ?? []);
    // A form that knows nothing of price sets must not end them.
    const policy = { ...wish, priceSets: wish.priceSets ?? (await currentPolicy(tx)).policy.priceSets ?? [] };
    const [newest] = await listPricingPolicies(tx, 1);
    const version = (newest?.version ?? 0) + 1;
    await insertPricingPolicy(tx, {
      ...{ version, policy },
      createdAt: wallNow,
      createdById: actor.id,
      createdByName: actor.name,
    });
    await appendAuditEvent(tx, {
      at: wallNow,
      actor,
      action: "pricing-policy.written",
      subjectKind: "pricing-policy",
      subjectId: String(version),
      detail: { version, autonomy: policy.autonomy },
    });
    return { version };
  });
}

/** Puts a version into force. Nobody approves their own. @throws AppError FORBIDDEN, CONFLICT, NOT_FOUND */
export async function approvePricingPolicy(
  actor: Actor,
  input: z.input<typeof policyVersionInput>,
  wallNow: Date,
): Promise<void> {
  authorise(actor, "price:approve");
  const { version } = policyVersionInput.parse(input);
  await inTransaction(storeScope(actor.storeId), async (tx) => {
    await lockStore(tx);
    const row = await findPricingPolicyVersion(tx, version);
    if (!row) throw new AppError("NOT_FOUND", "There is no such pricing policy in this shop.");
    if (row.createdById === actor.id || actor.kind !== "person")
      throw new AppError("FORBIDDEN", "Nobody approves their own pricing policy. Ask another manager.");
    const [newest] = await listPricingPolicies(tx, 1);
    const by = { approvedAt: wallNow, approvedById: actor.id, approvedByName: actor.name };
    if (newest!.version !== version || !(await approvePricingPolicyVersion(tx, version, by)))
      throw new AppError("CONFLICT", "This pricing policy has been replaced or approved meanwhile.");
    await appendAuditEvent(tx, {
      at: wallNow,
      actor,
      action: "pricing-policy.approved",
      subjectKind: "pricing-policy",
      subjectId: String(version),
      detail: { version, writtenBy: row.createdByName },
    });
  });
}
