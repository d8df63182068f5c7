import { openApiDocument } from "@/lib/contracts/api-v1";

/** What the API takes and gives, for whoever writes against it. Open to all: it holds nothing of any shop. */
export function GET(): Response {
  return Response.json(openApiDocument());
}
