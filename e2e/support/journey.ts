import AxeBuilder from "@axe-core/playwright";
import { test as base, expect, type Page } from "@playwright/test";

export type Role = "viewer" | "marketer" | "support" | "manager" | "admin";

interface Account {
  readonly role: Role;
  readonly name: string;
  readonly email: string;
  readonly password: string;
}

interface JourneyOptions {
  /** Who is signed in when the journey begins; null for nobody. */
  readonly role: Role | null;
}

interface JourneyFixtures {
  /** Fails the journey when the page wrote an error to its console or asked for something that failed. */
  readonly quietConsole: undefined;
}

interface WorkerFixtures {
  /** Signs in once per role through the real form, and hands out what the browser then knows. */
  readonly sessionOf: (role: Role) => Promise<Session>;
}

type Session = Awaited<ReturnType<ReturnType<Page["context"]>["storageState"]>>;

/** The demo's people: one per role, and a second manager. */
export function accountsOf(role: Role): Account[] {
  const accounts = JSON.parse(process.env.SOUK_ACCOUNTS ?? "[]") as Account[];
  return accounts.filter((account) => account.role === role);
}

export const test = base.extend<JourneyOptions & JourneyFixtures, WorkerFixtures>({
  role: ["admin", { option: true }],
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the pattern to learn what a fixture needs.
  baseURL: async ({}, use) => use(process.env.SOUK_ADDRESS),
  sessionOf: [
    async ({ browser }, use) => {
      const sessions = new Map<Role, Promise<Session>>();
      const signInAs = async (role: Role): Promise<Session> => {
        const context = await browser.newContext({ baseURL: process.env.SOUK_ADDRESS });
        const page = await context.newPage();
        await signIn(page, accountsOf(role)[0]!);
        const session = await context.storageState();
        await context.close();
        return session;
      };
      await use((role) => {
        const session = sessions.get(role) ?? signInAs(role);
        sessions.set(role, session);
        return session;
      });
    },
    { scope: "worker" },
  ],
  storageState: async ({ role, sessionOf }, use) => use(role ? await sessionOf(role) : undefined),
  quietConsole: [
    async ({ page }, use) => {
      const complaints: string[] = [];
      page.on("console", (message) => {
        if (message.type() === "error") complaints.push(message.text());
      });
      page.on("pageerror", (error) => complaints.push(error.message));
      await use(undefined);
      // A request that a journey holds or rewrites may still be under way; it must not end the journey after it.
      await page.unrouteAll({ behavior: "ignoreErrors" });
      expect(complaints, "errors in the browser's console").toEqual([]);
    },
    { auto: true },
  ],
});

export { expect };

/** Fills in the sign-in form as a person does and waits for the first page of the shop. */
export async function signIn(page: Page, account: Pick<Account, "email" | "password">): Promise<void> {
  await page.goto("/sign-in");
  await page.locator('input[name="email"]').fill(account.email);
  await page.locator('input[name="password"]').fill(account.password);
  await page.locator('form button[type="submit"]').click();
  await page.waitForURL((url) => url.pathname !== "/sign-in" && url.pathname !== "/");
}

/** Opens the first page of whoever is signed in. @returns the slug of its shop */
export async function openShop(page: Page): Promise<string> {
  await page.goto("/");
  return new URL(page.url()).pathname.split("/")[1]!;
}

/** The address of a page; ":first" is the first of its list. */
export async function addressOf(page: Page, slug: string, path: string): Promise<string> {
  const [list, item] = path.split("/:");
  if (!item) return `/${slug}${path}`;
  const response = await page.request.get(`/api/internal/${slug}${list!.replace("/pricing", "")}?limit=1`);
  const { rows } = (await response.json()) as { rows: { id: string }[] };
  return `/${slug}${list}/${rows[0]!.id}`;
}

/** Opens the queue of price changes; the demo's first prices are learned while the shop is open already. */
export async function openLearnedPrices(page: Page, slug: string): Promise<void> {
  await page.goto(`/${slug}/pricing/approvals`);
  await expect(page.locator("tbody tr").first()).toBeVisible({ timeout: 500_000 });
}

/**
 * No rule of accessibility that a machine can check is broken on the page. Waits until the page has come: a skeleton
 * stood in its place, without a heading, and others in the places of its slow parts.
 */
export async function expectAccessible(page: Page): Promise<void> {
  await expect(page.getByRole("heading", { level: 1 }).first()).toBeVisible();
  await expect(page.locator("[data-skeleton]")).toHaveCount(0);
  // Souk has no frames: judged within the page, without a second one that puts frames together, it takes a third.
  const axe = new AxeBuilder({ page }).setLegacyMode(true).options({ resultTypes: ["violations"] });
  const { violations } = await axe.analyze();
  const found = violations.map(
    ({ id, help, nodes }) => `${id}: ${help} (${nodes.map((node) => node.target).join("; ")})`,
  );
  expect(found, "accessibility").toEqual([]);
}
