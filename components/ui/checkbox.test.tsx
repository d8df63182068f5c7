// @vitest-environment jsdom
import { act } from "@testing-library/react";
import { hydrateRoot } from "react-dom/client";
import { renderToString } from "react-dom/server";
import { expect, it, vi } from "vitest";
import { Checkbox } from "./checkbox";

it.each([
  { stood: false, found: true },
  { stood: true, found: false },
])("tells what was done to it before its script came ($stood, then $found)", async ({ stood, found }) => {
  const told = vi.fn();
  const page = <Checkbox checked={stood} onCheckedChange={told} aria-label="Tea" />;
  const box = document.createElement("div");
  box.innerHTML = renderToString(page);
  const input = box.querySelector("input")!;
  input.checked = found;
  const root = await act(async () => hydrateRoot(box, page));
  expect(told.mock.calls).toEqual([[found]]);
  await act(async () => root.unmount());
});

it("tells nothing when nobody touched it", async () => {
  const told = vi.fn();
  for (const checked of [true, false, "indeterminate"] as const) {
    const page = <Checkbox checked={checked} onCheckedChange={told} aria-label="Tea" />;
    const box = document.createElement("div");
    box.innerHTML = renderToString(page);
    const root = await act(async () => hydrateRoot(box, page));
    await act(async () => root.unmount());
  }
  expect(told).not.toHaveBeenCalled();
});
