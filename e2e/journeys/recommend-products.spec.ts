import { accountsOf, expect, expectAccessible, openShop, signIn, test } from "../support/journey";

test.describe("a manager", () => {
  test.use({ role: "manager" });

  test("moves a slider, sees the list move, saves the policy, puts it into force and goes back", async ({
    page,
  }) => {
    await page.goto("/");
    await page.getByRole("link", { name: "Recommendations", exact: true }).click();
    await expect(page.getByRole("heading", { level: 1, name: "Recommendations" })).toBeVisible();
    const draft = page.getByRole("region", { name: /^Draft/ });
    const inForce = page.getByRole("region", { name: /^In force/ });
    await expect(draft.getByRole("listitem")).toHaveCount(8);
    const before = await draft.getByRole("list").innerText();

    await page.getByRole("slider", { name: "Expected earnings" }).press("Home");
    await page.getByRole("slider", { name: "Relevance" }).press("Home");
    await expect.poll(() => draft.getByRole("list").innerText()).not.toBe(before);
    await expect(page.getByText("What the draft changes")).toBeVisible();

    await page.getByLabel("Name of the version").fill("Relevance first");
    await page.getByRole("button", { name: "Save and put into force" }).click();
    await expect(page.getByText(/Version \d+ is in force/)).toBeVisible();
    await expect(inForce).toHaveAccessibleName(/version \d+/);
    const version = page.getByRole("listitem").filter({ hasText: "Relevance first" });
    await expect(version.getByText("In force for 100%")).toBeVisible();
    // It may stand beside the others too, as may what the shop began with.
    const beside = page.getByLabel("A saved version beside them");
    await beside.selectOption({ label: "As the shop began" });
    await expect(page.getByRole("region", { name: "As the shop began" }).getByRole("listitem")).toHaveCount(
      8,
    );
    await page
      .getByRole("listitem")
      .filter({ hasText: "As the shop began" })
      .getByRole("button")
      .last()
      .click();
    await page.getByRole("alertdialog").getByRole("button", { name: "Put into force" }).click();
    await expect(page.getByText("What the shop began with is in force")).toBeVisible();
    await expect(inForce).toHaveAccessibleName(/as the shop began/i);

    await page.goto(page.url().replace("/recommendations/preview", "/settings/audit"));
    await expect(page.getByText("Put a list's policy into force").first()).toBeVisible();
  });

  test("asks why a product is not shown and gets its reason", async ({ page }) => {
    await page.goto("/");
    await page.getByRole("link", { name: "Recommendations", exact: true }).click();
    await page.getByRole("button", { name: "A new visitor" }).click();
    await page.getByRole("textbox", { name: "Name of a customer" }).fill("a");
    await page.getByRole("dialog").getByRole("button").nth(1).click();
    await expect(page).toHaveURL(/customer=/);
    await page.getByRole("searchbox", { name: "Why not …" }).fill("nothing is called this");
    await expect(page.getByText("No source proposed a product of that name")).toBeVisible();
  });
});

test.describe("a marketer", () => {
  test.use({ role: "marketer" });

  test("pushes a category to the end from a day on, sees the draft obey, and proposes it", async ({
    page,
  }) => {
    await page.goto("/");
    await page.getByRole("link", { name: "Recommendations", exact: true }).click();
    await page.waitForURL(/\/preview/);
    // The larder leads there, whatever policy the manager put into force on the home page.
    await page.goto(`${page.url()}?placement=product`);
    const draft = page.getByRole("region", { name: /^Draft/ });
    await expect(draft.getByRole("listitem")).toHaveCount(8);
    const before = await draft.getByRole("list").innerText();

    await page.getByText(/^Rules \(\d+\)$/).click();
    await page.getByRole("button", { name: "Add a rule" }).click();
    await page.getByLabel("What it does").selectOption({ label: "Push to the end" });
    await page.getByRole("button", { name: "Put into the draft" }).click();
    await expect(page.getByText("Say which goods.")).toBeVisible();
    await page.getByRole("combobox", { name: "Category", exact: true }).fill("pantry");
    await page.getByLabel("First day").fill("2020-01-01");
    await page.getByRole("button", { name: "Put into the draft" }).click();
    await expect(page.getByText(/category Pantry last/).first()).toBeVisible();

    await page.getByRole("button", { name: /^Change the rule: category Pantry/ }).click();
    await page.getByLabel("Price from").fill("1");
    await page.getByLabel("Price up to").fill("0.999");
    await page.getByRole("button", { name: "Put into the draft" }).click();
    await expect(page.getByText(/^Give amounts such as/)).toBeVisible();
    await page.getByLabel("Price up to").fill("900.50");
    await page.getByRole("button", { name: "Put into the draft" }).click();
    await expect(page.getByText(/category Pantry.*€1\.00.*€900\.50 last/).first()).toBeVisible();
    await expect(draft).toHaveAccessibleName(/1 change/);
    await expect.poll(() => draft.getByRole("list").innerText()).not.toBe(before);

    await page.getByLabel("Name of the version").fill("Pantry last");
    await expect(page.getByRole("button", { name: "Save and put into force" })).toHaveCount(0);
    await page.getByRole("button", { name: "Propose", exact: true }).click();
    await expect(page.getByText(/Version \d+ waits for a manager/)).toBeVisible();
  });
});

test.describe("a marketer and a manager", () => {
  test.use({ role: "marketer" });

  test("share the cart's customers between two versions: proposed, put into force, and ended", async ({
    page,
    browser,
  }) => {
    await page.goto("/");
    await page.getByRole("link", { name: "Recommendations", exact: true }).click();
    await page.waitForURL(/\/preview/);
    await page.goto(`${page.url()}?placement=cart`);
    await expect(page.getByRole("region", { name: /^Draft/ }).getByRole("listitem")).toHaveCount(8);
    await page.getByRole("slider", { name: "Expected earnings" }).press("Home");
    await page.getByLabel("Name of the version").fill("Relevance in the cart");
    await page.getByRole("button", { name: "Propose", exact: true }).click();
    await expect(page.getByText(/Version \d+ waits for a manager/)).toBeVisible();

    await page.getByRole("button", { name: "Compare versions" }).click();
    const form = page.getByRole("form", { name: "Compare versions" });
    await form.getByRole("button", { name: "Propose the split" }).click();
    await expect(form.getByRole("alert")).toHaveText("Choose at least two versions.");
    await form.getByRole("checkbox", { name: /Relevance in the cart/ }).press("Space");
    await form.getByRole("spinbutton", { name: /Relevance in the cart/ }).fill("30");
    await expect(form.getByRole("alert")).toContainText("20% missing");
    await form.getByRole("spinbutton", { name: /As the shop began/ }).fill("70");
    await expect(form).toContainText(/30% meet .* and 70% meet/);
    await expectAccessible(page);
    await form.getByRole("button", { name: "Propose the split" }).click();
    await expect(page.getByText("The split waits for a manager")).toBeVisible();
    await expect(page.getByRole("button", { name: "Put into force" })).toHaveCount(0);

    const desk = await browser.newContext({ storageState: { cookies: [], origins: [] } });
    const manager = await desk.newPage();
    await signIn(manager, accountsOf("manager")[0]!);
    await manager.goto(page.url());
    const proposal = manager.getByRole("region", { name: "Proposed split" });
    await proposal.getByRole("button", { name: "Put into force" }).click();
    await expect(proposal).toHaveCount(0);
    await expect(manager.getByText("In force for 30%")).toBeVisible();
    await expect(manager.getByText("In force for 70%")).toBeVisible();
    await manager
      .getByRole("button", { name: /^Give version \d+ all customers$/ })
      .last()
      .click();
    await manager.getByRole("button", { name: "End the split" }).click();
    await expect(manager.getByText("In force for 100%")).toBeVisible();
    await expect(manager.getByText("All customers meet the same version.")).toBeVisible();
    await desk.close();
  });
});

test.describe("an admin", () => {
  test.use({ role: "admin" });

  test("makes a key, with which the shop's site gets a list and reports a click", async ({
    page,
    request,
  }) => {
    const slug = await openShop(page);
    await page.goto(`/${slug}/settings/api-keys`);
    await page.getByLabel("What it is for").fill("Site");
    await page.getByRole("button", { name: "Make the key" }).click();
    const key = await page.locator("code").first().innerText();
    const headers = { authorization: `Bearer ${key}` };

    const address = "/api/v1/recommendations";
    const list = await request.get(`${address}?placement=home&session=s1&n=4&trace=true`, { headers });
    expect(list.status()).toBe(200);
    const body = (await list.json()) as {
      recommendationId: string;
      items: { productId: string }[];
      trace: unknown[];
    };
    expect(body.items).toHaveLength(4);
    expect(body.trace.length).toBeGreaterThan(4);
    const entry = { recommendationId: body.recommendationId, kind: "click", messageId: `m-${Date.now()}` };
    const told = await request.post(`${address}/feedback`, {
      headers,
      data: { feedback: [{ ...entry, product: body.items[0]!.productId }] },
    });
    expect(await told.json()).toEqual({ accepted: 1, repeated: 0, rejected: [] });

    expect((await request.get(`${address}?placement=home`)).status()).toBe(401);
    expect((await request.get(`${address}?placement=nowhere`, { headers })).status()).toBe(400);
    expect((await request.post(`${address}/feedback`, { headers, data: "{" })).status()).toBe(400);
    // A key takes names and addresses along only where somebody ticked that.
    expect((await request.get(`${address}/export`, { headers })).status()).toBe(403);
    const contract = (await (await request.get("/api/v1/openapi.json")).json()) as { paths: object };
    expect(Object.keys(contract.paths)).toEqual(
      expect.arrayContaining(["/prices", "/recommendations", "/recommendations/feedback"]),
    );
  });
});
