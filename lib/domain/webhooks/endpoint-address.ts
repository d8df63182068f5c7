/** Why an address may not be called. */
export type AddressRefusal = "NOT_A_URL" | "NOT_HTTPS" | "CREDENTIALS" | "PRIVATE";

/**
 * What of an address can be told without asking the network: https to anywhere but a private or reserved address, or a
 * loopback address (http or https) that is written as such. Whether a *name* leads into a private network is known only
 * once it is resolved: `isPublicIp` is asked again for the address that is connected to.
 */
export function refuseAddress(text: string): AddressRefusal | null {
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    return "NOT_A_URL";
  }
  if (url.username || url.password) return "CREDENTIALS";
  const host = hostOf(url);
  if (isLoopbackHost(host)) return url.protocol === "https:" || url.protocol === "http:" ? null : "NOT_HTTPS";
  if (url.protocol !== "https:") return "NOT_HTTPS";
  if (isIp(host) && !isPublicIp(host)) return "PRIVATE";
  return null;
}

/** The host without the brackets of IPv6. URL has already turned 0x7f.1 and the like into plain numbers. */
export function hostOf(url: URL): string {
  return url.hostname.replace(/^\[|\]$/g, "");
}

/** Whether a host says by itself that it is this machine; a name that only resolves to it does not. */
export function isLoopbackHost(host: string): boolean {
  return host === "localhost" || host === "::1" || /^127\.\d+\.\d+\.\d+$/.test(host);
}

function isIp(host: string): boolean {
  return parseIp(host) !== null;
}

/** IPv4 in 4 bytes, IPv6 in 16; null: a name. */
function parseIp(text: string): readonly number[] | null {
  const four = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(text);
  if (four) {
    const bytes = four.slice(1).map(Number);
    return bytes.every((byte) => byte <= 255) ? bytes : null;
  }
  if (!text.includes(":")) return null;
  const plain = text.split("%")[0]!;
  // The last two groups may be written as IPv4.
  const tail = /:(\d+\.\d+\.\d+\.\d+)$/.exec(plain);
  const last = tail ? parseIp(tail[1]!) : null;
  const groupsOf = (part: string) => part.split(":").filter((group) => group !== "");
  const hex = last
    ? `${plain.slice(0, -tail![1]!.length)}${(last[0]! * 256 + last[1]!).toString(16)}:${(last[2]! * 256 + last[3]!).toString(16)}`
    : plain;
  const [head, rest, more] = hex.split("::");
  const before = groupsOf(head ?? "");
  const after = rest === undefined ? [] : groupsOf(rest);
  const missing = 8 - before.length - after.length;
  if (more !== undefined || missing < 0 || (rest === undefined && missing !== 0)) return null;
  const groups = [...before, ...Array<string>(missing).fill("0"), ...after].map((group) =>
    /^[\da-f]{1,4}$/i.test(group) ? Number.parseInt(group, 16) : Number.NaN,
  );
  if (groups.some(Number.isNaN)) return null;
  return groups.flatMap((group) => [group >> 8, group & 255]);
}

/** First bytes of blocks that are not the public internet, with how many bits count (IANA special-purpose registries). */
const NOT_PUBLIC_4: readonly (readonly [readonly number[], number])[] = [
  [[0], 8],
  [[10], 8],
  [[100, 64], 10],
  [[127], 8],
  [[169, 254], 16],
  [[172, 16], 12],
  [[192, 0, 0], 24],
  [[192, 0, 2], 24],
  [[192, 88, 99], 24],
  [[192, 168], 16],
  [[198, 18], 15],
  [[198, 51, 100], 24],
  [[203, 0, 113], 24],
  [[224], 3],
];
/** Of IPv6 only 2000::/3 is handed out; within it these are not, and 2002::/16 wraps an IPv4 address. */
const NOT_PUBLIC_6: readonly (readonly [readonly number[], number])[] = [
  [[0x20, 0x01, 0x00], 23],
  [[0x20, 0x01, 0x0d, 0xb8], 32],
  [[0x20, 0x02], 16],
  [[0x3f, 0xff, 0x00], 20],
];

/** Whether an address is of the public internet. An address that cannot be read is not. O(blocks). */
export function isPublicIp(text: string): boolean {
  const bytes = parseIp(text);
  if (!bytes) return false;
  if (bytes.length === 4) return !NOT_PUBLIC_4.some(([start, bits]) => startsWith(bytes, start, bits));
  return (
    startsWith(bytes, [0x20], 3) && !NOT_PUBLIC_6.some(([start, bits]) => startsWith(bytes, start, bits))
  );
}

function startsWith(bytes: readonly number[], start: readonly number[], bits: number): boolean {
  for (let bit = 0; bit < bits; bit++) {
    const mask = 128 >> (bit & 7);
    if (((bytes[bit >> 3] ?? 0) & mask) !== ((start[bit >> 3] ?? 0) & mask)) return false;
  }
  return true;
}
