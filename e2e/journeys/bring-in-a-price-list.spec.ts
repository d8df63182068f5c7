import { createHmac } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { accountsOf, expect, expectAccessible, openShop, signIn, test } from "../support/journey";

test.use({ role: "admin" });

/** A system beside the shop that writes down what it is told. */
async function listen() {
  const heard: { event: string; signature: string; body: string }[] = [];
  const server = createServer((request, response) => {
    let body = "";
    request.on("data", (chunk: Buffer) => {
      body += chunk.toString();
    });
    request.on("end", () => {
      const [event, signature] = [request.headers["souk-event"], request.headers["souk-signature"]].map(
        String,
      );
      heard.push({ event: event!, signature: signature!, body });
      response.writeHead(204).end();
    });
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hooks`;
  return { heard, url, close: () => server.close() };
}

test("a price list is checked, proposed and approved, and another system hears of the new price", async ({
  page,
  browser,
  baseURL,
}) => {
  test.setTimeout(300_000);
  const outside = await listen();
  const slug = await openShop(page);

  await page.goto(`/${slug}/settings/webhooks`);
  await page.getByRole("textbox", { name: "Address" }).fill("http://169.254.169.254/");
  await page.getByRole("button", { name: "Add the endpoint" }).click();
  await expect(page.getByText("Only https addresses are called").first()).toBeVisible();
  await page.getByRole("textbox", { name: "Address" }).fill(outside.url);
  await page.getByRole("button", { name: "Add the endpoint" }).click();
  const secret = (await page.locator("code", { hasText: "whsec_" }).textContent())!;
  await expect(page.getByText("Delivered").first()).toBeVisible({ timeout: 30_000 });
  await expectAccessible(page);

  // The list that goes out is the one that comes in: one price is filled in, one is far too high.
  await page.goto(`/${slug}/pricing/lists`);
  const download = page.waitForEvent("download");
  await page.getByRole("link", { name: "Prices in force" }).click();
  const [header, ...lines] = (await (await (await download).createReadStream()).toArray())
    .join("")
    .replace("\uFEFF", "")
    .trimEnd()
    .split("\r\n");
  const place = header!.split(",").indexOf("price");
  const priceOf = (line: string) => Number(line.split(",")[place]);
  const since = header!.split(",").indexOf("since");
  const sinceOf = (line: string) => line.split(",")[since]!;
  // Plain lines only, whose cells need no quotes; those first whose price has rested longest.
  const plain = lines
    .filter((line) => !line.includes('"') && priceOf(line) > 5)
    .sort((a, b) => sinceOf(a).localeCompare(sinceOf(b)));
  const filled = plain
    .slice(0, 2)
    .map((line, k) => line.replace(/,,$/, `,${(priceOf(line) * (k ? 9 : 0.97)).toFixed(2)},`));
  const list = Buffer.from([header, ...filled, ...plain.slice(2)].join("\r\n"));
  const chooser = page.locator('input[type="file"]').first();
  await chooser.setInputFiles({ name: "spring.csv", mimeType: "text/csv", buffer: list });
  await expect(page.getByText(/It would propose one price; .* 1 refused/)).toBeVisible();
  await expect(page.getByText(/Outside the guardrails\. Allowed/)).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Propose one price" }).click();
  await expect(page.getByText("One price proposed").first()).toBeVisible();
  await chooser.setInputFiles({ name: "spring.csv", mimeType: "text/csv", buffer: list });
  await expect(page.getByText(/It would propose no price; 1 unchanged/)).toBeVisible();

  // Whoever brought it in may not approve it; a manager may.
  const context = await browser.newContext({ baseURL: baseURL!, storageState: { cookies: [], origins: [] } });
  const desk = await context.newPage();
  await signIn(desk, accountsOf("manager")[0]!);
  await desk.goto(`/${slug}/pricing/approvals?origin=import`);
  await desk.locator("tbody tr").first().click();
  await desk.getByRole("dialog").getByRole("button", { name: "Approve" }).click();
  await expect(desk.getByText("1 price approved").first()).toBeVisible();
  await context.close();

  await expect
    .poll(() => outside.heard.map(({ event }) => event), { timeout: 30_000 })
    .toContain("price.activated");
  const { signature, body } = outside.heard.find(({ event }) => event === "price.activated")!;
  const [, seconds, hex] = /^t=(\d+),v1=([\da-f]+)$/.exec(signature)!;
  expect(createHmac("sha256", secret).update(`${seconds}.${body}`).digest("hex")).toBe(hex);
  expect(JSON.parse(body)).toMatchObject({ shop: slug, data: { origin: "import" } });
  outside.close();
});
