import { describe, expect, it } from "vitest";
import { chooseLocale } from "./locales";

describe("the language of a reader", () => {
  it("is the stored choice before anything the browser says", () => {
    expect(chooseLocale("en", "zh-CN,zh;q=0.9")).toBe("en");
  });
  it("is otherwise the first of the browser's languages that we have", () => {
    expect(chooseLocale(undefined, "fr-FR,fr;q=0.9,zh-TW;q=0.8,en;q=0.7")).toBe("zh-CN");
    expect(chooseLocale("xx", "en;q=0.4, zh-CN;q=0.9")).toBe("zh-CN");
    expect(chooseLocale(undefined, "zh;q=0, en")).toBe("en");
  });
  it("is English when nothing fits", () => {
    expect(chooseLocale(undefined, null)).toBe("en");
    expect(chooseLocale(undefined, "fr,de")).toBe("en");
  });
});
