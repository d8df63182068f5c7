import { Prisma } from "./generated/client";

/**
 * Whether the event `e` opened a product from a list: a click on the shop's pages, or the page that a click in an
 * e-mail leads to, which carries the list's id and which no page reported as a click. Who counts by list and product
 * counts both once.
 */
export const OPENED_FROM_LIST = Prisma.sql`(e."type" IN ('recommendation_clicked', 'product_viewed') AND e."recommendationId" IS NOT NULL)`;
