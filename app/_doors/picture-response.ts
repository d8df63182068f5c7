const YEAR_SECONDS = 365 * 24 * 3600;

/**
 * A stored drawing for an `<img>`. Asked for by the hash of its content it never changes, so the browser keeps it for
 * good; otherwise the browser asks each time whether it is still the same. The policy of all routes (`proxy.ts`) lets a
 * drawing that is opened by itself run and load nothing.
 */
export function pictureResponse(
  picture: { readonly mediaType: string; readonly content: string; readonly hash: string },
  request: Request,
  wantedHash: string | undefined,
): Response {
  const etag = `"${picture.hash}"`;
  const headers = {
    etag,
    "cache-control":
      wantedHash === picture.hash ? `private, max-age=${YEAR_SECONDS}, immutable` : "private, no-cache",
    "x-content-type-options": "nosniff",
    "cross-origin-resource-policy": "same-origin",
  };
  const known = request.headers
    .get("if-none-match")
    ?.split(",")
    .map((tag) => tag.trim().replace(/^W\//, ""));
  if (known?.includes(etag)) return new Response(null, { status: 304, headers });
  return new Response(picture.content, {
    headers: { ...headers, "content-type": `${picture.mediaType}; charset=utf-8` },
  });
}
