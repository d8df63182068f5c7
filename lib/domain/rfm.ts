/** The groups by recency, frequency and money, in Shopify's spelling, best first. */
export const RFM_GROUP_NAMES = [
  "CHAMPIONS",
  "LOYAL",
  "ACTIVE",
  "NEW",
  "PROMISING",
  "NEEDS_ATTENTION",
  "ALMOST_LOST",
  "AT_RISK",
  "PREVIOUSLY_LOYAL",
  "DORMANT",
  "PROSPECTS",
] as const;
export type RfmGroupName = (typeof RFM_GROUP_NAMES)[number];

export function isRfmGroup(name: string | null): name is RfmGroupName {
  return name !== null && (RFM_GROUP_NAMES as readonly string[]).includes(name);
}
