// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen, within } from "@testing-library/react";
import { NextIntlClientProvider } from "next-intl";
import type { ReactNode } from "react";
import { afterEach, describe, expect, it } from "vitest";
import { loadMessages } from "@/lib/i18n/load-messages";
import { SortedBars } from "./sorted-bars";

const messages = await loadMessages("en", ["charts", "ui"]);
afterEach(cleanup);

function show(chart: ReactNode) {
  return render(
    <NextIntlClientProvider locale="en" messages={messages} timeZone="UTC">
      {chart}
    </NextIntlClientProvider>,
  );
}
const bars = (items: { key: string; name: string; value: number | null }[]) => (
  <SortedBars
    title="Regulars bring most"
    items={items}
    itemLabel="Segment"
    valueLabel="Revenue"
    value={{ kind: "money", currency: "EUR" }}
    most={1}
  />
);

describe("a chart", () => {
  it("is named by its finding and says itself in words", () => {
    show(
      bars([
        { key: "a", name: "New", value: 150 },
        { key: "b", name: "Regulars", value: 1000 },
      ]),
    );
    expect(screen.getByRole("figure", { name: "Regulars bring most" }).textContent).toContain(
      "2 bars; largest Regulars (€10.00), smallest New (€1.50).",
    );
  });

  it("shows every number behind it as a table, also those not drawn", () => {
    show(
      bars([
        { key: "a", name: "New", value: null },
        { key: "b", name: "Regulars", value: 1000 },
      ]),
    );
    expect(screen.queryByRole("table")).toBeNull();
    fireEvent.click(screen.getByRole("button", { name: "Show as table" }));
    const rows = within(screen.getByRole("table")).getAllByRole("row");
    expect(rows.map((row) => row.textContent)).toEqual(["SegmentRevenue", "Regulars€10.00", "New–"]);
  });

  it("says that there is nothing to draw and offers no table of it", () => {
    show(bars([]));
    expect(screen.getByText("Nothing to draw for this period")).toBeTruthy();
    expect(screen.queryByRole("button")).toBeNull();
  });
});
