/** An order's states; an "adjustment" is a correction of the books, not a sale. */
export const ORDER_STATUSES = ["paid", "shipped", "delivered", "cancelled", "adjustment"] as const;
export type OrderStatus = (typeof ORDER_STATUSES)[number];
