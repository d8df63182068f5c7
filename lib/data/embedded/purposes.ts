/** What a process joins the embedded database for; the owner sees it as the connection's application name. */
export type Purpose = "demo" | "web" | "worker" | "import" | "test";

export function applicationName(purpose: Purpose): string {
  return `souk-${purpose}`;
}

/** The one purpose that only one process of a folder may have at a time. */
export const DEMO_NAME = applicationName("demo");
