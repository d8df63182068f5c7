// @vitest-environment jsdom
import { act, renderHook } from "@testing-library/react";
import { afterEach, expect, it, vi } from "vitest";
import { useAddress } from "./use-address";

vi.mock("next/navigation", () => ({ useSearchParams: () => new URLSearchParams(window.location.search) }));
afterEach(() => window.history.replaceState(null, "", "/"));

it("changes its own parameters and leaves the rest of the address alone", () => {
  window.history.replaceState(null, "", "/demo?keep=1&a=x&b=y#there");
  const { result } = renderHook(() => useAddress(["a", "b"]));
  expect(result.current[0]).toEqual({ a: "x", b: "y" });
  act(() => result.current[1]({ a: "neu & schön", b: null }));
  expect(window.location.search).toBe("?keep=1&a=neu+%26+sch%C3%B6n");
  expect(window.location.hash).toBe("#there");
});

it("counts both of two changes made in a row", () => {
  const { result } = renderHook(() => useAddress(["a", "b"]));
  act(() => {
    result.current[1]({ a: "1" });
    result.current[1]({ b: "2" });
  });
  expect(window.location.search).toBe("?a=1&b=2");
});

it("makes a step to go back to only where asked", () => {
  const { result } = renderHook(() => useAddress(["open"]));
  const before = window.history.length;
  act(() => result.current[1]({ open: "x" }));
  expect(window.history.length).toBe(before);
  act(() => result.current[1]({ open: "y" }, { history: "push" }));
  expect(window.history.length).toBe(before + 1);
});
