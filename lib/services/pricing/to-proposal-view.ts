import type { PricedProductView, PriceProposalView } from "@/lib/contracts/pricing";
import type { Actor } from "@/lib/domain/actor";
import type { PriceLimit } from "@/lib/domain/pricing/price-limit";
import type { PriceProposal } from "@/lib/domain/pricing/price-proposal";

/** A price change as a reader sees it. */
export function toProposalView(
  proposal: PriceProposal,
  product: PricedProductView,
  actor: Pick<Actor, "id">,
  /** What it would rest on now; left out where nobody decides on it. */
  standing?: {
    readonly inputsHash: string;
    readonly crossed: PriceLimit | null;
    readonly replaces?: PriceProposal | undefined;
  },
): PriceProposalView {
  const { approval } = proposal;
  const isOpen = canStillMove(proposal);
  return {
    id: proposal.id,
    product,
    status: proposal.status,
    origin: proposal.origin,
    fromMinor: proposal.fromMinor,
    toMinor: proposal.toMinor,
    compareAtMinor: proposal.compareAtMinor,
    effectiveAt: proposal.effectiveAt?.toISOString() ?? null,
    expiresAt: proposal.expiresAt.toISOString(),
    contentHash: proposal.contentHash,
    policyVersion: proposal.policyVersion,
    proposerName: proposal.proposerName,
    ownProposal: proposal.proposerId === actor.id,
    stale: isOpen && standing !== undefined && standing.inputsHash !== proposal.inputsHash,
    crossed: isOpen ? (standing?.crossed ?? null) : null,
    replaces:
      proposal.status === "proposed" && standing?.replaces
        ? {
            toMinor: standing.replaces.toMinor,
            effectiveAt: standing.replaces.effectiveAt?.toISOString() ?? null,
          }
        : null,
    approval: approval && { kind: approval.kind, name: proposal.approverName, at: approval.at.toISOString() },
    stakeMinor: proposal.stakeMinor,
    evidence: proposal.evidence,
    reason: proposal.reason,
    createdAt: proposal.createdAt.toISOString(),
    activatedAt: proposal.activatedAt?.toISOString() ?? null,
  };
}

function canStillMove({ status }: PriceProposal): boolean {
  return status === "proposed" || status === "approved" || status === "scheduled";
}
