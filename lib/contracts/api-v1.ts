import { z } from "zod";
import { PLACEMENTS } from "@/lib/domain/recommendations/placements";
import type { SentEvent } from "@/lib/domain/webhooks/webhook-event";
import { apiExportQuery, emailBlock } from "./recommendation-export";
import { feedbackInput, feedbackResult } from "./recommendation-feedback";
import { FALLBACK_REASONS, type RecommendInput } from "./recommendations";
import { keptReference, reference } from "./reference";
import { SIGNATURE_RULES, WEBHOOK_BODIES, WEBHOOK_SUMMARIES } from "./webhooks";

const ids = z
  .string()
  .max(8_000)
  .transform((text) => text.split(",").filter((id) => id !== ""))
  .pipe(z.array(reference).max(100))
  .optional()
  .describe("Ids joined by commas, ours or the shop's own.");
const id = reference.optional();

/** Query of GET /api/v1/recommendations. */
export const recommendationsQuery = z.object({
  placement: z.enum(PLACEMENTS).describe("Where the list stands."),
  customer: id.describe("The customer, by our id or the shop's own number."),
  session: keptReference
    .optional()
    .describe(
      "The visit; without a customer it is all that counts. Asked with neither, a list begins a visit of its own.",
    ),
  n: z.coerce.number().int().min(1).max(50).default(8).describe("How many products."),
  product: id.describe("The product whose page is open."),
  cart: ids,
  views: ids.describe("Products looked at in this visit, the latest first, joined by commas."),
  exclude: ids,
  trace: z
    .enum(["true", "false"])
    .default("false")
    .transform((text) => text === "true")
    .describe("Whether to say why each candidate is in the list or not."),
});

/** Query → what the service takes. */
export function toRecommendInput(query: unknown): RecommendInput {
  const { n, ...rest } = recommendationsQuery.parse(query);
  return { ...rest, count: n };
}

export const recommendationListBody = z.object({
  recommendationId: z.uuid().describe("Send it back with feedback."),
  session: z
    .string()
    .nullable()
    .describe("The visit it belongs to: name it in the next request, and what is hidden stays hidden."),
  placement: z.enum(PLACEMENTS),
  policyVersion: z.number().int().describe("0 is the policy every shop starts with."),
  modelVersion: z.number().int().nullable(),
  explored: z.boolean().describe("Whether the list was drawn at random, to learn from."),
  fallback: z.enum(FALLBACK_REASONS).nullable().describe("Why the list is less than it could be."),
  items: z.array(
    z.object({
      productId: z.uuid(),
      name: z.string(),
      place: z.number().int(),
      priceMinor: z.number().nullable().describe("In the store's currency, minor units."),
      score: z.number(),
    }),
  ),
  trace: z.array(z.looseObject({ productId: z.uuid(), score: z.number() })).optional(),
});

/** Query of GET /api/v1/prices. */
export const pricesQuery = z.object({
  products: z
    .string()
    .max(8_000)
    .transform((text) => text.split(",").filter((one) => one !== ""))
    .pipe(z.array(keptReference).min(1).max(100))
    .describe("Product ids or SKUs, joined by commas."),
});

export const priceLabelsBody = z.object({
  currency: z.string().describe("ISO 4217; all amounts are its minor units."),
  pricesIncludeTax: z.boolean(),
  items: z.array(
    z.object({
      productId: z.uuid(),
      sku: z.string().nullable(),
      priceMinor: z.number().int().nullable(),
      compareAtMinor: z
        .number()
        .int()
        .nullable()
        .describe("The struck-through price, while a reduction is announced."),
      priorMinor: z
        .number()
        .int()
        .nullable()
        .describe(
          "The lowest price of the 30 days before the reduction began (Directive 98/6/EC, Article 6a).",
        ),
      reduction: z
        .number()
        .nullable()
        .describe("Share taken off the prior price, 0–1: the one that may be announced."),
      reducedSince: z.iso.datetime().nullable(),
    }),
  ),
});
export type PriceLabels = z.infer<typeof priceLabelsBody>;

const errorBody = z.object({
  error: z.object({ code: z.string(), message: z.string(), reference: z.string().optional() }),
});

const schema = (type: z.ZodType, io: "input" | "output") => {
  const { $schema: _, ...rest } = z.toJSONSchema(type, { io, unrepresentable: "any" });
  return rest;
};
const json = (type: z.ZodType, io: "input" | "output", description: string) => ({
  description,
  content: { "application/json": { schema: schema(type, io) } },
});
const parameters = (query: z.ZodType) => {
  const { properties, required } = schema(query, "input") as {
    properties: Record<string, { description?: string }>;
    required?: string[];
  };
  return Object.entries(properties).map(([name, { description, ...rest }]) => ({
    ...{ name, in: "query", required: required?.includes(name) ?? false, description },
    schema: rest,
  }));
};
const refused = json(errorBody, "output", "Refused: no key, no right, or an input that cannot be read.");

/** The contract of the public API, made from the schemas that its routes parse with. */
export function openApiDocument() {
  return {
    openapi: "3.1.0",
    info: { title: "Souk", version: "1", description: "What a shop's own site asks of Souk." },
    servers: [{ url: "/api/v1" }],
    security: [{ key: [] }],
    // What Souk sends by itself, to endpoints that an admin added under Settings → Webhooks.
    webhooks: Object.fromEntries(
      Object.entries(WEBHOOK_BODIES).map(([event, body]) => [
        event,
        {
          post: {
            summary: WEBHOOK_SUMMARIES[event as SentEvent],
            description: SIGNATURE_RULES,
            requestBody: { required: true, ...json(body, "output", "The event.") },
            responses: {
              "2XX": { description: "Taken in. Anything else is tried again, eight times in all." },
            },
          },
        },
      ]),
    ),
    components: { securitySchemes: { key: { type: "http", scheme: "bearer" } } },
    paths: {
      "/recommendations": {
        get: {
          summary: "A list of products for a customer or a visit at a moment.",
          "x-scope": "recommendations:read",
          parameters: parameters(recommendationsQuery),
          responses: { 200: json(recommendationListBody, "output", "The list."), "4XX": refused },
        },
      },
      "/recommendations/export": {
        get: {
          summary: "The e-mail block of each customer who may be written to, as it is made.",
          "x-scope": "recommendations:export",
          parameters: parameters(apiExportQuery),
          responses: {
            200: {
              description: "A line a customer, in the order of their ids. Each block is a served list.",
              content: {
                "text/csv": { schema: { type: "string" } },
                "application/jsonl": { schema: schema(emailBlock, "output") },
              },
            },
            "4XX": refused,
          },
        },
      },
      "/prices": {
        get: {
          summary: "What products cost now, and what the law wants said of a reduction.",
          "x-scope": "prices:read",
          parameters: [
            {
              ...{ name: "products", in: "query", required: true },
              description: pricesQuery.shape.products.description,
              schema: { type: "string" },
            },
          ],
          responses: {
            200: json(priceLabelsBody, "output", "A label for each product that is known."),
            "4XX": refused,
          },
        },
      },
      "/recommendations/feedback": {
        post: {
          summary: "What became of lists that were served.",
          "x-scope": "feedback:write",
          requestBody: { required: true, ...json(feedbackInput, "input", "Up to 200 entries.") },
          responses: {
            200: json(feedbackResult, "output", "How many entries were taken in."),
            "4XX": refused,
          },
        },
      },
    },
  } as const;
}
