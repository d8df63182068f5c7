// @vitest-environment jsdom
import { renderHook } from "@testing-library/react";
import { NextIntlClientProvider } from "next-intl";
import type { ReactNode } from "react";
import { expect, it } from "vitest";
import { loadMessages } from "@/lib/i18n/load-messages";
import { useAsk } from "./use-ask";

const messages = await loadMessages("en", ["ui"]);
const wrapper = ({ children }: { children: ReactNode }) => (
  <NextIntlClientProvider locale="en" messages={messages} timeZone="UTC">
    {children}
  </NextIntlClientProvider>
);

it("hands on an answer as it is, and answers itself where the server does not", async () => {
  const ask = renderHook(() => useAsk(), { wrapper }).result.current;
  expect(await ask(Promise.resolve({ ok: true, data: 7 } as const))).toEqual({ ok: true, data: 7 });
  const refused = { ok: false, error: { code: "CONFLICT", message: "Taken." } } as const;
  expect(await ask(Promise.resolve(refused))).toBe(refused);
  expect(await ask(Promise.reject(new TypeError("Failed to fetch")))).toEqual({
    ok: false,
    error: { code: "UNAVAILABLE", message: "The server did not answer. Try again in a moment." },
  });
});
