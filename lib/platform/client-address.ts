/**
 * The address that a request came from. Each proxy adds the one it was asked by at the end of the forwarded list, so
 * with n proxies in front the client is n places before the socket's own address; what stands further left is the
 * client's word, and with no proxy so is the whole list.
 * @param peer of the socket @param forwarded the header as it came
 */
export function clientAddress(
  peer: string | undefined,
  forwarded: string | undefined,
  trustedProxies: number,
): string {
  const told = trustedProxies > 0 ? (forwarded ?? "").split(",").map((part) => part.trim()) : [];
  const way = [...told.filter((part) => part !== ""), peer ?? "unknown"];
  const address = way[Math.max(0, way.length - 1 - trustedProxies)]!;
  return address.replace(/^::ffff:(?=\d+\.)/i, "");
}
