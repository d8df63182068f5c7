import { describe, expect, it } from "vitest";
import { pictureResponse } from "./picture-response";

const picture = { mediaType: "image/svg+xml", content: "<svg/>", hash: "abc" };
const request = (headers: Record<string, string> = {}) => new Request("http://shop.example/p", { headers });

describe("a stored picture", () => {
  it("is kept for good when asked for by its content, and asked about again otherwise", async () => {
    const named = pictureResponse(picture, request(), "abc");
    expect(named.headers.get("cache-control")).toContain("immutable");
    expect(await named.text()).toBe("<svg/>");
    for (const hash of [undefined, "old"])
      expect(pictureResponse(picture, request(), hash).headers.get("cache-control")).toBe(
        "private, no-cache",
      );
  });

  it("is not sent again to who has it", async () => {
    const answer = pictureResponse(picture, request({ "if-none-match": 'W/"x", W/"abc"' }), "abc");
    expect(answer.status).toBe(304);
    expect(await answer.text()).toBe("");
    expect(pictureResponse(picture, request({ "if-none-match": '"abcd"' }), "abc").status).toBe(200);
  });

  it("is taken for nothing but a drawing, by this shop's own pages", () => {
    const { headers } = pictureResponse(picture, request(), undefined);
    expect(headers.get("content-type")).toBe("image/svg+xml; charset=utf-8");
    expect(headers.get("x-content-type-options")).toBe("nosniff");
    expect(headers.get("cross-origin-resource-policy")).toBe("same-origin");
  });
});
