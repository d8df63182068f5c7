import { PURPOSE } from "../draws";
import { DIRT } from "../parameters";
import { PERSON } from "../state";
import { placeOrder } from "./checkout";
import type { DayContext } from "./day-book";

/** Now and then a café or an office orders through a customer's account: real, and far off the usual. */
export function placeBulkOrder(context: DayContext): void {
  const { state, day, book } = context;
  const { people, goods, daily, settings, calendar } = state.world;
  if (people.count === 0 || goods.count === 0) return;
  if (!daily.chance(DIRT.bulkOrderPerDay * settings.dirt, PURPOSE.bulk, 0, day)) return;
  const i = daily.integer(people.count, PURPOSE.bulk, 1, day);
  // Of what the buyer looks at, the best stocked.
  let p = daily.integer(goods.count, PURPOSE.bulk, 2, day);
  for (let look = 0; look < 12; look++) {
    const other = daily.integer(goods.count, PURPOSE.bulk, 4 + look, day);
    if (state.released[other] === 1 && state.stock[other]! > state.stock[p]!) p = other;
  }
  if (state.status[i] !== PERSON.customer || state.released[p] !== 1 || state.stock[p] === 0) return;
  const quantity = Math.min(state.stock[p]!, 24 + daily.integer(60, PURPOSE.bulk, 3, day));
  placeOrder(context, {
    i,
    items: [{ p, quantity }],
    at: calendar.at(day, 11 * 3600),
    sessionId: `s${day.toString(36)}-${(i + 1).toString(36)}-b`,
    channel: "web",
    device: "desktop",
    useOffer: false,
    note: (orderNo, valueMinor) =>
      book.record({
        customerNo: i + 1,
        type: "order_placed",
        channel: "web",
        occurredAt: calendar.at(day, 11 * 3600),
        device: "desktop",
        sessionId: `s${day.toString(36)}-${(i + 1).toString(36)}-b`,
        orderNo,
        valueMinor,
      }),
  });
}
