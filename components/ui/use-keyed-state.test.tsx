// @vitest-environment jsdom
import { act, cleanup, fireEvent, render, screen, waitFor } from "@testing-library/react";
import { useEffect } from "react";
import { createRoot } from "react-dom/client";
import { afterEach, expect, it } from "vitest";
import { useKeyedState } from "./use-keyed-state";

afterEach(cleanup);

function Counter({ page, title, onSettled }: { page: string; title?: string; onSettled?: () => void }) {
  const [count, setCount] = useKeyedState(page, 0);
  useEffect(() => onSettled?.(), [onSettled]);
  return (
    <>
      <h1>{title}</h1>
      <button type="button" onClick={() => setCount((before) => before + 1)}>
        more
      </button>
      <output>{count}</output>
    </>
  );
}
const count = () => screen.getByRole("status").textContent;

it("begins anew with another key and remembers nothing of the one before", () => {
  const { rerender } = render(<Counter page="a" />);
  fireEvent.click(screen.getByRole("button"));
  fireEvent.click(screen.getByRole("button"));
  expect(count()).toBe("2");
  rerender(<Counter page="a" title="same" />);
  expect(count()).toBe("2");
  rerender(<Counter page="b" />);
  expect(count()).toBe("0");
  rerender(<Counter page="a" />);
  expect(count()).toBe("0");
});

it("keeps what is done the moment it is seen", async () => {
  const box = document.body.appendChild(document.createElement("div"));
  const root = createRoot(box);
  const told: string[] = [];
  // Within the very task that puts it on the page, before any effect of it.
  const seen = new MutationObserver(() => {
    if (told.length > 0) return;
    told.push("pressed");
    box.querySelector("button")?.click();
  });
  seen.observe(box, { childList: true });
  const onSettled = () => void told.push("settled");
  root.render(<Counter page="a" title="first" onSettled={onSettled} />);
  await waitFor(() => expect(told).toEqual(["pressed", "settled"]));
  // As urgent as what an effect asks for, and asked later: when it is drawn, that is too.
  root.render(<Counter page="a" title="second" onSettled={onSettled} />);
  await waitFor(() => expect(box.querySelector("h1")?.textContent).toBe("second"));
  expect(count()).toBe("1");
  act(() => root.unmount());
  seen.disconnect();
  box.remove();
});
