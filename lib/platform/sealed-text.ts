import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from "node:crypto";

const CIPHER = "aes-256-gcm";
const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
/** Stands before every sealed text, so that one that is not sealed is told apart; the next way to seal gets the next number. */
export const SEALED_PREFIX = "sealed.v1.";

/** A key of its own for each purpose, from one secret: HKDF-SHA256 (RFC 5869) with the purpose as its info. */
export function sealingKey(secret: string, purpose: string): Buffer {
  return Buffer.from(hkdfSync("sha256", secret, "", purpose, KEY_BYTES));
}

export function isSealed(text: string): boolean {
  return text.startsWith(SEALED_PREFIX);
}

/**
 * Encrypts a text with AES-256-GCM under a nonce drawn for it: prefix, then nonce, ciphertext and tag in base64url.
 * @param about what the text belongs to; it opens for nothing else
 */
export function seal(text: string, key: Buffer, about: string): string {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(CIPHER, key, nonce).setAAD(Buffer.from(about));
  const parts = [nonce, cipher.update(text, "utf8"), cipher.final(), cipher.getAuthTag()];
  return SEALED_PREFIX + Buffer.concat(parts).toString("base64url");
}

/** The text that was sealed; null under another key, about something else, or where a byte was changed. */
export function unseal(sealed: string, key: Buffer, about: string): string | null {
  const bytes = Buffer.from(sealed.slice(SEALED_PREFIX.length), "base64url");
  if (!isSealed(sealed) || bytes.length < NONCE_BYTES + TAG_BYTES) return null;
  const decipher = createDecipheriv(CIPHER, key, bytes.subarray(0, NONCE_BYTES), {
    authTagLength: TAG_BYTES,
  })
    .setAAD(Buffer.from(about))
    .setAuthTag(bytes.subarray(-TAG_BYTES));
  try {
    const text = decipher.update(bytes.subarray(NONCE_BYTES, -TAG_BYTES));
    return Buffer.concat([text, decipher.final()]).toString("utf8");
  } catch {
    return null;
  }
}
