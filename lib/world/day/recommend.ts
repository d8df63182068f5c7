import type { Placement, RecommendationRow } from "../types";
import type { DayContext } from "./day-book";
import type { Session } from "./visit";

/**
 * Asks the shop's recommender for a list and writes down what was shown. Goods that are not sold yet or are out
 * of stock are dropped, whoever proposed them.
 */
export function serve(
  context: DayContext,
  session: Session,
  placement: Placement,
  page: number | null,
  count: number,
): RecommendationRow | null {
  return serveTo(
    context,
    session.i,
    session.at,
    session.id,
    placement,
    page,
    session.cart.map((item) => item.p + 1),
    count,
  );
}

/** As `serve`, for a list outside a visit: the block of a message. */
export function serveTo(
  context: DayContext,
  i: number,
  at: number,
  sessionId: string | null,
  placement: Placement,
  page: number | null,
  cart: readonly number[],
  count: number,
): RecommendationRow | null {
  const { state, actions, book, day } = context;
  if (!actions.recommend) return null;
  const list = actions.recommend({
    day,
    servedAt: at,
    customerNo: i + 1,
    placement,
    productNo: page === null ? null : page + 1,
    cart,
    count,
  });
  const items = list.items
    .filter(({ productNo }) => state.released[productNo - 1] === 1 && state.stock[productNo - 1]! > 0)
    .slice(0, count);
  if (items.length === 0) return null;
  const row: RecommendationRow = {
    recommendationNo: state.nextRecommendationNo++,
    customerNo: i + 1,
    sessionId,
    placement,
    policy: list.policy,
    explored: list.explored,
    contextProductNo: page === null ? null : page + 1,
    items,
    servedAt: at,
  };
  book.recommendations.push(row);
  return row;
}
