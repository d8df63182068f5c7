import { createHmac } from "node:crypto";

/** The value of `souk-signature`: `t=…,v1=…`, HMAC-SHA256 in hex over the time in seconds, a full stop and the body. */
export function signWebhook(secret: string, body: string, now: Date): string {
  const seconds = Math.floor(now.getTime() / 1000);
  return `t=${seconds},v1=${createHmac("sha256", secret).update(`${seconds}.${body}`).digest("hex")}`;
}
