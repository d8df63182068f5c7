import { type IncomingMessage, Server } from "node:http";
import { clientAddress } from "@/lib/platform/client-address";
import { trustedProxies } from "@/lib/platform/env";

/**
 * Makes `x-forwarded-for` of every request the address it really came from. Next fills the header only where the
 * client has not, and gives a page or an action no way to the socket. Counts for all servers of this process.
 */
export function overwriteForwardedFor(): void {
  const proxies = trustedProxies();
  const { emit } = Server.prototype;
  Server.prototype.emit = function (this: Server, event: string, ...args: unknown[]): boolean {
    if (event === "request") {
      const { headers, socket } = args[0] as IncomingMessage;
      const forwarded = headers["x-forwarded-for"];
      headers["x-forwarded-for"] = clientAddress(socket.remoteAddress, forwarded?.toString(), proxies);
    }
    return Reflect.apply(emit, this, [event, ...args]);
  };
}
