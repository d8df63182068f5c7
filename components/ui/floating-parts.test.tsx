// @vitest-environment jsdom
import { act, cleanup, fireEvent, render, screen, within } from "@testing-library/react";
import { NextIntlClientProvider } from "next-intl";
import { type ReactNode, useState } from "react";
import { afterEach, describe, expect, it, vi } from "vitest";
import { loadMessages } from "@/lib/i18n/load-messages";
import { ConfirmDialog } from "./confirm-dialog";
import { Dialog, DialogContent, DialogTrigger } from "./dialog";
import {
  DropdownMenu,
  DropdownMenuCheckboxItem,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuRadioGroup,
  DropdownMenuRadioItem,
  DropdownMenuTrigger,
} from "./dropdown-menu";
import { Popover, PopoverContent, PopoverTrigger } from "./popover";
import { notify, Toaster } from "./toast";
import { Tooltip } from "./tooltip";

const messages = await loadMessages("en", ["ui"]);
afterEach(cleanup);

function show(ui: ReactNode) {
  return render(
    <NextIntlClientProvider locale="en" messages={messages} timeZone="UTC">
      {ui}
    </NextIntlClientProvider>,
  );
}
const press = (key: string) => fireEvent.keyDown(document.activeElement!, { key });
const focused = () => document.activeElement?.textContent;

function Fruits({ onPear }: { onPear: () => void }) {
  const [ripe, setRipe] = useState(false);
  const [size, setSize] = useState("small");
  return (
    <DropdownMenu>
      <DropdownMenuTrigger>Fruits</DropdownMenuTrigger>
      <DropdownMenuContent>
        <DropdownMenuItem>Apple</DropdownMenuItem>
        <DropdownMenuItem disabled>Medlar</DropdownMenuItem>
        <DropdownMenuItem onSelect={onPear}>Pear</DropdownMenuItem>
        <DropdownMenuCheckboxItem
          checked={ripe}
          onCheckedChange={setRipe}
          onSelect={(event) => event.preventDefault()}
        >
          Ripe
        </DropdownMenuCheckboxItem>
        <DropdownMenuRadioGroup value={size} onValueChange={setSize}>
          <DropdownMenuRadioItem value="small">Small</DropdownMenuRadioItem>
          <DropdownMenuRadioItem value="large">Large</DropdownMenuRadioItem>
        </DropdownMenuRadioGroup>
      </DropdownMenuContent>
    </DropdownMenu>
  );
}

describe("a menu", () => {
  const open = (onPear: () => void = () => {}) => {
    show(<Fruits onPear={onPear} />);
    const trigger = screen.getByRole("button", { name: "Fruits" });
    trigger.focus();
    fireEvent.click(trigger);
    return trigger;
  };

  it("takes the focus and walks round with the arrows, past what is disabled", () => {
    const trigger = open();
    expect(trigger.getAttribute("aria-expanded")).toBe("true");
    expect(focused()).toBe("Apple");
    press("ArrowDown");
    expect(focused()).toBe("Pear");
    press("End");
    expect(focused()).toBe("Large");
    press("ArrowDown");
    expect(focused()).toBe("Apple");
    press("ArrowUp");
    expect(focused()).toBe("Large");
  });

  it("jumps to what begins with a typed letter", () => {
    open();
    press("r");
    expect(focused()).toBe("Ripe");
  });

  it("does what is chosen, closes, and gives the focus back", () => {
    const onPear = vi.fn();
    const trigger = open(onPear);
    fireEvent.click(screen.getByRole("menuitem", { name: "Pear" }));
    expect(onPear).toHaveBeenCalledOnce();
    expect(screen.queryByRole("menu")).toBeNull();
    expect(document.activeElement).toBe(trigger);
  });

  it("stays open where the choice asks for it, and says what is on", () => {
    open();
    const ripe = screen.getByRole("menuitemcheckbox", { name: "Ripe" });
    fireEvent.click(ripe);
    expect(ripe.getAttribute("aria-checked")).toBe("true");
    expect(screen.getByRole("menuitemradio", { name: "Small" }).getAttribute("aria-checked")).toBe("true");
  });

  it("closes on Escape with the focus back, and on a press beside it", () => {
    const trigger = open();
    press("Escape");
    expect(screen.queryByRole("menu")).toBeNull();
    expect(document.activeElement).toBe(trigger);
    fireEvent.click(trigger);
    fireEvent.pointerDown(document.body);
    expect(screen.queryByRole("menu")).toBeNull();
  });
});

describe("a popover", () => {
  it("is named as its trigger is, or by a name of its own", () => {
    show(
      <>
        <Popover>
          <PopoverTrigger aria-label="Net revenue: what is this?">i</PopoverTrigger>
          <PopoverContent>Sums</PopoverContent>
        </Popover>
        <Popover>
          <PopoverTrigger>Filter</PopoverTrigger>
          <PopoverContent aria-label="Filter by">Choices</PopoverContent>
        </Popover>
      </>,
    );
    fireEvent.click(screen.getByRole("button", { name: "Net revenue: what is this?" }));
    expect(screen.getByRole("dialog", { name: "Net revenue: what is this?" }).textContent).toBe("Sums");
    fireEvent.click(screen.getByRole("button", { name: "Filter" }));
    expect(screen.getByRole("dialog", { name: "Filter by" })).toBeTruthy();
  });

  it("closes on Escape without closing the dialog around it", () => {
    show(
      <Dialog defaultOpen>
        <DialogContent title="Outer">
          <Popover>
            <PopoverTrigger>More</PopoverTrigger>
            <PopoverContent aria-label="Inner">Words</PopoverContent>
          </Popover>
        </DialogContent>
      </Dialog>,
    );
    fireEvent.click(screen.getByRole("button", { name: "More" }));
    expect(screen.getByText("Words")).toBeTruthy();
    press("Escape");
    expect(screen.queryByText("Words")).toBeNull();
    expect(screen.getByRole("dialog", { name: "Outer" })).toBeTruthy();
  });
});

describe("a dialog", () => {
  it("is named by its title, described by its sentence, and gone when closed", () => {
    show(
      <Dialog>
        <DialogTrigger>Open</DialogTrigger>
        <DialogContent title="Rename" description="Everyone will see the new name.">
          <input />
        </DialogContent>
      </Dialog>,
    );
    expect(screen.queryByRole("dialog")).toBeNull();
    fireEvent.click(screen.getByRole("button", { name: "Open" }));
    const dialog = screen.getByRole("dialog", { name: "Rename" });
    const described = document.getElementById(dialog.getAttribute("aria-describedby") ?? "");
    expect(described?.textContent).toBe("Everyone will see the new name.");
    fireEvent.click(within(dialog).getByRole("button", { name: "Close" }));
    expect(screen.queryByRole("dialog")).toBeNull();
  });

  it("starts fresh each time", () => {
    show(
      <Dialog>
        <DialogTrigger>Open</DialogTrigger>
        <DialogContent title="Rename">
          <input defaultValue="old" />
        </DialogContent>
      </Dialog>,
    );
    fireEvent.click(screen.getByRole("button", { name: "Open" }));
    fireEvent.change(screen.getByRole("textbox"), { target: { value: "half typed" } });
    fireEvent.keyDown(screen.getByRole("dialog"), { key: "Escape" });
    fireEvent.click(screen.getByRole("button", { name: "Open" }));
    expect((screen.getByRole("textbox") as HTMLInputElement).value).toBe("old");
  });
});

describe("a dangerous question", () => {
  it("says what it takes along and stays open and busy until the deed is done", async () => {
    let finish: () => void = () => {};
    const onConfirm = vi.fn(
      () =>
        new Promise<void>((resolve) => {
          finish = resolve;
        }),
    );
    show(
      <ConfirmDialog
        trigger={<button type="button">Delete</button>}
        title="Delete 3 audiences?"
        alsoAffects={["2 campaigns will pause"]}
        confirmLabel="Delete 3 audiences"
        danger
        onConfirm={onConfirm}
      />,
    );
    fireEvent.click(screen.getByRole("button", { name: "Delete" }));
    const question = screen.getByRole("alertdialog", { name: "Delete 3 audiences?" });
    expect(question.textContent).toContain("2 campaigns will pause");
    fireEvent.click(question); // a press beside it is no answer
    const verb = within(question).getByRole("button", { name: "Delete 3 audiences" });
    fireEvent.click(verb);
    fireEvent.click(verb);
    expect(onConfirm).toHaveBeenCalledOnce();
    expect(verb.getAttribute("aria-busy")).toBe("true");
    await act(async () => finish());
    expect(screen.queryByRole("alertdialog")).toBeNull();
  });
});

describe("a notice", () => {
  /** The card is fetched when it is first needed. */
  const whenFetched = () => act(async () => void (await import("./notice-card")));

  it("offers its way back once and then leaves", async () => {
    vi.useFakeTimers();
    try {
      const undo = vi.fn();
      show(<Toaster />);
      act(() => notify.done("Price approved", { action: { label: "Undo", onPress: undo } }));
      await whenFetched();
      fireEvent.click(screen.getByRole("button", { name: "Undo", hidden: true }));
      expect(undo).toHaveBeenCalledOnce();
      expect(screen.queryByText("Price approved")).toBeNull();
    } finally {
      vi.useRealTimers();
    }
  });

  it("goes by itself, but not while its reader is on it", async () => {
    vi.useFakeTimers();
    try {
      show(<Toaster />);
      act(() => notify.say("Saved"));
      await whenFetched();
      const card = screen.getByText("Saved");
      fireEvent.pointerEnter(card.parentElement!.parentElement!);
      act(() => vi.advanceTimersByTime(60_000));
      expect(screen.getByText("Saved")).toBeTruthy();
      fireEvent.pointerLeave(card.parentElement!.parentElement!);
      act(() => vi.advanceTimersByTime(60_000));
      expect(screen.queryByText("Saved")).toBeNull();
    } finally {
      vi.useRealTimers();
    }
  });
});

describe("a word more about a control", () => {
  const point = () => {
    show(
      <Tooltip content="Segments">
        <a href="#segments">S</a>
      </Tooltip>,
    );
    return screen.getByRole("link");
  };
  const pressEscape = () => fireEvent.keyDown(document.body, { key: "Escape" });
  afterEach(() => {
    vi.useRealTimers();
  });

  it("comes when a pointer rests, goes on Escape and stays away, even if the pointer was said to come twice", () => {
    vi.useFakeTimers();
    const link = point();
    fireEvent.pointerEnter(link);
    act(() => vi.advanceTimersByTime(200));
    fireEvent.pointerEnter(link);
    act(() => vi.advanceTimersByTime(349));
    expect(screen.queryByRole("tooltip")).toBeNull();
    act(() => vi.advanceTimersByTime(1));
    expect(screen.getByRole("tooltip").textContent).toBe("Segments");
    pressEscape();
    act(() => vi.advanceTimersByTime(5_000));
    expect(screen.queryByRole("tooltip")).toBeNull();
  });

  it("goes on an Escape pressed the moment it appears", async () => {
    const link = point();
    const acts = globalThis as { IS_REACT_ACT_ENVIRONMENT?: boolean };
    const before = acts.IS_REACT_ACT_ENVIRONMENT;
    acts.IS_REACT_ACT_ENVIRONMENT = false;
    try {
      const appeared = new Promise<void>((resolve) => {
        const watch = new MutationObserver(() => {
          if (!document.querySelector("[role=tooltip]")) return;
          watch.disconnect();
          document.body.dispatchEvent(
            new KeyboardEvent("keydown", { key: "Escape", bubbles: true, cancelable: true }),
          );
          resolve();
        });
        watch.observe(document.body, { childList: true, subtree: true });
      });
      link.dispatchEvent(new MouseEvent("pointerover", { bubbles: true }));
      await appeared;
      await vi.waitFor(() => expect(screen.queryByRole("tooltip")).toBeNull());
    } finally {
      acts.IS_REACT_ACT_ENVIRONMENT = before;
    }
  });
});
