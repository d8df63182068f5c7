// @vitest-environment jsdom
import { infiniteQueryOptions, QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { cleanup, configure, fireEvent, render, screen, waitFor, within } from "@testing-library/react";
import { NextIntlClientProvider } from "next-intl";
import { afterEach, describe, expect, it, vi } from "vitest";
import { SheetContent } from "@/components/ui/sheet";
import type { Page } from "@/lib/contracts/page";
import { loadMessages } from "@/lib/i18n/load-messages";
import { DataList, type DataListProps } from "./data-list";
import type { ListColumn, ListQuery, ListSelection, ListShape } from "./list-definition";

// Correctness never depends on speed: a slow machine must not fail a test.
configure({ asyncUtilTimeout: 60_000 });
const push = vi.hoisted(() => vi.fn());
// As Next does: whoever reads the address hears of every change to the browser's history.
vi.mock("next/navigation", async () => {
  const { useSyncExternalStore, useMemo } = await import("react");
  const listeners = new Set<() => void>();
  for (const verb of ["pushState", "replaceState"] as const) {
    const original = window.history[verb].bind(window.history);
    window.history[verb] = (...args: Parameters<History["pushState"]>) => {
      original(...args);
      for (const listener of listeners) listener();
    };
  }
  const subscribe = (listener: () => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  };
  return {
    useRouter: () => ({ push }),
    useSearchParams: () => {
      const search = useSyncExternalStore(subscribe, () => window.location.search);
      return useMemo(() => new URLSearchParams(search), [search]);
    },
  };
});

interface Row {
  readonly id: string;
  readonly name: string;
  readonly age: number;
}
const PEOPLE: readonly Row[] = ["Ann", "Ben", "Cleo", "Dan", "Eve"].map((name, place) => ({
  id: `p${place}`,
  name,
  age: 30 + place,
}));
const SHAPE: ListShape = {
  defaultSort: { key: "name", direction: "asc" },
  filters: [
    {
      kind: "choice",
      key: "gender",
      label: "Gender",
      options: [
        { value: "f", label: "Female" },
        { value: "m", label: "Male" },
      ],
    },
    { kind: "range", key: "age", label: "Age", fromKey: "ageFrom", toKey: "ageTo" },
  ],
};
const COLUMNS: readonly ListColumn<Row>[] = [
  { key: "name", header: "Name", sortKey: "name", cell: (row) => row.name },
  { key: "age", header: "Age", sortKey: "age", firstDirection: "desc", align: "end", cell: (row) => row.age },
];
const PAGE = 3;
const messages = await loadMessages("en", ["ui", "list", "common"]);

afterEach(() => {
  cleanup();
  push.mockReset();
});

function open(
  address = "",
  props: Partial<DataListProps<Row, readonly ["people", ListQuery]>> = {},
  failsAtFirst = false,
) {
  const asked: { query: ListQuery; cursor: string | null }[] = [];
  window.history.replaceState(null, "", `/people${address ? `?${address}` : ""}`);
  let fail = failsAtFirst;
  const source = (query: ListQuery) =>
    infiniteQueryOptions({
      queryKey: ["people", query] as const,
      queryFn: async ({ pageParam }): Promise<Page<Row>> => {
        asked.push({ query, cursor: pageParam });
        if (fail)
          throw Object.assign(new Error("no"), {
            error: { message: "The shelf is being moved.", reference: "R-7" },
          });
        const found = PEOPLE.filter(({ name }) => name.toLowerCase().includes((query.q ?? "").toLowerCase()));
        const at = Number(pageParam ?? 0);
        const end = at + PAGE;
        return {
          rows: found.slice(at, end),
          nextCursor: end < found.length ? String(end) : null,
          total: found.length,
        };
      },
      initialPageParam: null as string | null,
      getNextPageParam: (last) => last.nextCursor,
    });
  const failing = (yes: boolean) => {
    fail = yes;
  };
  render(
    <NextIntlClientProvider locale="en" messages={messages} timeZone="UTC">
      <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}>
        <DataList
          label="People"
          shape={SHAPE}
          columns={COLUMNS}
          source={source}
          rowId={(row) => row.id}
          rowName={(row) => row.name}
          empty={<p>People will be listed here</p>}
          {...props}
        />
      </QueryClientProvider>
    </NextIntlClientProvider>,
  );
  return { asked, failing, address: () => Object.fromEntries(new URLSearchParams(window.location.search)) };
}

const rowOf = async (name: string) => (await screen.findByText(name)).closest("tr")!;

describe("the list's address", () => {
  it("is what the source is asked", async () => {
    const { asked } = open("q=an&sort=age&direction=desc&gender=f&ageFrom=31&columns=name");
    await rowOf("Ann");
    expect(asked[0]).toEqual({
      query: { q: "an", sort: "age", direction: "desc", gender: "f", ageFrom: "31" },
      cursor: null,
    });
    expect(screen.queryByRole("columnheader", { name: "Age" })).toBeNull();
  });

  it("follows a pressed header and forgets the order that is the default", async () => {
    const { address } = open();
    await rowOf("Ann");
    fireEvent.click(screen.getByRole("button", { name: "Age" }));
    await waitFor(() => expect(address()).toEqual({ sort: "age", direction: "desc" }));
    expect(screen.getByRole("columnheader", { name: "Age" }).getAttribute("aria-sort")).toBe("descending");
    fireEvent.click(screen.getByRole("button", { name: "Name" }));
    await waitFor(() => expect(address()).toEqual({}));
  });

  it("takes the search once typing rests, and the list follows", async () => {
    const { address, asked } = open();
    await rowOf("Ann");
    const search = screen.getByRole("searchbox");
    fireEvent.change(search, { target: { value: "e" } });
    fireEvent.change(search, { target: { value: "eve" } });
    await waitFor(() => expect(address()).toEqual({ q: "eve" }));
    await rowOf("Eve");
    await waitFor(() => expect(screen.queryByText("Ann")).toBeNull());
    expect(asked.map(({ query }) => query.q)).toEqual([undefined, "eve"]);
  });

  it("loses a filter with its chip, and a range both its ends", async () => {
    const { address } = open("gender=f&ageFrom=30&ageTo=40");
    await rowOf("Ann");
    fireEvent.click(screen.getByRole("button", { name: "Remove Age 30 – 40" }));
    await waitFor(() => expect(address()).toEqual({ gender: "f" }));
    fireEvent.click(screen.getByRole("button", { name: "Remove Gender: Female" }));
    await waitFor(() => expect(address()).toEqual({}));
  });

  it("gains the filter that is chosen in the menu", async () => {
    const { address } = open();
    await rowOf("Ann");
    fireEvent.click(screen.getByRole("button", { name: "Filter" }));
    fireEvent.click(await screen.findByRole("button", { name: "Gender" }));
    fireEvent.click(await screen.findByRole("button", { name: "Male" }));
    await waitFor(() => expect(address()).toEqual({ gender: "m" }));
    expect(screen.getByText("Gender: Male")).toBeTruthy();
  });

  it("goes into the export with the filters on screen", async () => {
    open("gender=f&open=p1", { exportHref: (query) => `/export?${new URLSearchParams(query)}` });
    await rowOf("Ann");
    expect(screen.getByRole("link", { name: "CSV" }).getAttribute("href")).toBe("/export?gender=f");
  });
});

describe("the keyboard", () => {
  it("walks the rows, of which one is in the tab order", async () => {
    open();
    const ann = await rowOf("Ann");
    ann.focus();
    fireEvent.keyDown(ann, { key: "ArrowDown" });
    expect(document.activeElement).toBe(await rowOf("Ben"));
    fireEvent.keyDown(document.activeElement!, { key: "End" });
    expect(document.activeElement).toBe(await rowOf("Cleo"));
    fireEvent.keyDown(document.activeElement!, { key: "ArrowDown" });
    expect(document.activeElement).toBe(await rowOf("Cleo"));
    expect(screen.getAllByRole("row").filter((row) => row.tabIndex === 0)).toEqual([document.activeElement]);
    fireEvent.keyDown(document.activeElement!, { key: "Home" });
    expect(document.activeElement).toBe(ann);
  });

  it("reaches the search with a slash, and the rows from the search", async () => {
    open();
    const ann = await rowOf("Ann");
    fireEvent.keyDown(ann, { key: "/" });
    expect(document.activeElement).toBe(screen.getByRole("searchbox"));
    fireEvent.keyDown(document.activeElement!, { key: "ArrowDown" });
    expect(document.activeElement).toBe(ann);
  });

  it("leaves a slash that is typed into a field alone", async () => {
    open();
    await rowOf("Ann");
    const field = document.body.appendChild(document.createElement("input"));
    field.focus();
    fireEvent.keyDown(field, { key: "/" });
    expect(document.activeElement).toBe(field);
    field.remove();
  });

  it("opens the row's page with Enter", async () => {
    open("", { rowHref: (row) => `/people/${row.id}` });
    fireEvent.keyDown(await rowOf("Ann"), { key: "ArrowDown" });
    fireEvent.keyDown(document.activeElement!, { key: "Enter" });
    expect(push).toHaveBeenCalledWith("/people/p1");
  });

  it("opens the side sheet, whose row stands in the address", async () => {
    const { address } = open("", {
      renderSheet: (id, row) => <SheetContent title={row?.name ?? id}>Details of {row?.name}</SheetContent>,
    });
    const ann = await rowOf("Ann");
    ann.focus();
    fireEvent.keyDown(ann, { key: "Enter" });
    const sheet = await screen.findByRole("dialog");
    expect(within(sheet).getByText("Details of Ann")).toBeTruthy();
    expect(address()).toEqual({ open: "p0" });
    fireEvent.keyDown(sheet, { key: "Escape" });
    await waitFor(() => expect(address()).toEqual({}));
  });
});

describe("the selection", () => {
  const erase = () => {
    const runs: ListSelection[] = [];
    const run = (selection: ListSelection) => {
      runs.push(selection);
      return true;
    };
    return { runs, bulkActions: [{ key: "erase", label: "Erase", run }] };
  };

  it("ticks with Space, acts on the ticked rows and is then cleared", async () => {
    const { runs, bulkActions } = erase();
    open("", { bulkActions });
    const ben = await rowOf("Ben");
    ben.focus();
    fireEvent.keyDown(ben, { key: " " });
    expect(ben.getAttribute("aria-selected")).toBe("true");
    fireEvent.click(await screen.findByRole("button", { name: "Erase" }));
    await waitFor(() => expect(runs).toEqual([{ kind: "some", ids: ["p1"] }]));
    await waitFor(() => expect(ben.getAttribute("aria-selected")).toBe("false"));
    expect(screen.queryByRole("toolbar")).toBeNull();
  });

  it("can mean every matching row, also those not loaded", async () => {
    const { runs, bulkActions } = erase();
    open("ageFrom=1", { bulkActions, allowSelectAll: true });
    await rowOf("Ann");
    fireEvent.click(screen.getByRole("checkbox", { name: "Select the rows shown" }));
    expect(screen.getByText("3 selected")).toBeTruthy();
    fireEvent.click(screen.getByRole("button", { name: "Select all 5" }));
    fireEvent.click(await screen.findByRole("button", { name: "Erase" }));
    await waitFor(() => expect(runs).toEqual([{ kind: "all", query: { ageFrom: "1" }, total: 5 }]));
  });

  it("is forgotten when the list is asked something else", async () => {
    open("", erase());
    fireEvent.click(await screen.findByRole("checkbox", { name: "Select Ann" }));
    expect(await screen.findByRole("toolbar")).toBeTruthy();
    fireEvent.click(screen.getByRole("button", { name: "Age" }));
    await waitFor(() => expect(screen.queryByRole("toolbar")).toBeNull());
  });

  it("is not offered where nothing could be done with it", async () => {
    open();
    await rowOf("Ann");
    expect(screen.queryByRole("checkbox")).toBeNull();
  });
});

describe("what stands in for rows", () => {
  it("loads what follows by its cursor and keeps what is there", async () => {
    const { asked } = open();
    await rowOf("Ann");
    expect(screen.getByText("3 of 5")).toBeTruthy();
    fireEvent.click(screen.getByRole("button", { name: "Load more" }));
    await rowOf("Eve");
    expect(asked.map(({ cursor }) => cursor)).toEqual([null, "3"]);
    expect(screen.getByText("All 5 shown")).toBeTruthy();
    expect(screen.queryByRole("button", { name: "Load more" })).toBeNull();
  });

  it("tells an empty shop from a search that found nothing", async () => {
    const { address } = open("q=zzz");
    await screen.findByText("Nothing matches");
    fireEvent.click(screen.getAllByRole("button", { name: "Clear search and filters" }).at(-1)!);
    await waitFor(() => expect(address()).toEqual({}));
    await rowOf("Ann");
  });

  it("says what the server lets the reader know of a failure, and tries again", async () => {
    const { failing } = open("", {}, true);
    const alert = await screen.findByRole("alert");
    expect(within(alert).getByText("The shelf is being moved.")).toBeTruthy();
    expect(within(alert).getByText("R-7")).toBeTruthy();
    failing(false);
    fireEvent.click(within(alert).getByRole("button", { name: "Try again" }));
    await rowOf("Ann");
  });

  it("keeps the rows it has when more cannot be loaded", async () => {
    const { failing } = open();
    await rowOf("Ann");
    failing(true);
    fireEvent.click(screen.getByRole("button", { name: "Load more" }));
    expect((await screen.findByRole("alert")).textContent).toContain(
      "The 3 rows already loaded are still here.",
    );
    expect(screen.getByText("Cleo")).toBeTruthy();
  });
});
