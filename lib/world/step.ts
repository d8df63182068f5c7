import { attend } from "./day/aftercare";
import { advertise, welcome } from "./day/arrivals";
import { placeBulkOrder } from "./day/bulk-order";
import { moveCompetitors } from "./day/competitors";
import { DayBook, type DayContext } from "./day/day-book";
import { openMessage, sendCampaigns } from "./day/messages";
import { giftStrengthOf, seasonOf } from "./day/season";
import { runSession } from "./day/session";
import { postAndReact } from "./day/social";
import { closeStock, release, setPrice } from "./day/stockroom";
import { serveQuestions } from "./day/support";
import { comingVisits, fade, hourOf } from "./day/visits";
import { cloneState, type WorldState } from "./state";
import type { Actions, DayEvents } from "./types";

/**
 * One day of the world: the state that was handed in is left as it was.
 * @returns the state on the next morning, and everything that happened
 * @throws RangeError for a price that no till could take
 * Cost O(people + products + visits · shelf page); `advance` spares the copy.
 */
export function step(state: WorldState, actions: Actions): { state: WorldState; events: DayEvents } {
  const next = cloneState(state);
  return { state: next, events: advance(next, actions) };
}

/** As `step`, on the state itself. */
export function advance(state: WorldState, actions: Actions): DayEvents {
  const { world, day } = state;
  const { calendar, daily, settings } = world;
  const described = calendar.describe(day);
  const book = new DayBook(
    state,
    day,
    calendar.startsAt(day),
    calendar.startsAt(day + 1),
    daily,
    settings.dirt,
  );
  const context: DayContext = {
    state,
    actions,
    book,
    day,
    described,
    season: seasonOf(described),
    giftStrength: giftStrengthOf(described),
  };

  // Morning: deliveries, parcels and returns, new goods, today's prices.
  release(context);
  for (const action of actions.prices ?? []) setPrice(context, action);
  const tasks = state.agenda.get(day) ?? [];
  state.agenda.delete(day);
  for (const task of tasks) if (task.kind !== "open-email") attend(context, task);

  // People hear of the shop, are written to, and come.
  advertise(context, actions.spend ?? []);
  welcome(context);
  const visits = comingVisits(context);
  for (const task of tasks)
    if (task.kind === "open-email") {
      const visit = openMessage(context, task, Math.max(25_200, hourOf(context, task.customer, 6)));
      if (visit) visits.push(visit);
    }
  visits.push(...sendCampaigns(context, actions.campaigns ?? []));
  // In the order of the clock, so that the last piece goes to whoever came first.
  visits.sort((a, b) => a.at - b.at || a.customer - b.customer || a.kind - b.kind);
  for (const visit of visits) runSession(context, visit);
  placeBulkOrder(context);

  // Evening: talk, the market, the stockroom, the night.
  postAndReact(context);
  serveQuestions(context);
  moveCompetitors(context);
  closeStock(context);
  fade(context);
  for (let k = state.offers.length - 1; k >= 0; k--)
    if (state.offers[k]!.lastDay <= day) state.offers.splice(k, 1);
  state.day = day + 1;
  return book.close(described);
}
