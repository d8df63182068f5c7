import { Calendar } from "./calendar";
import { buildGoods, type Goods } from "./catalogue/build-goods";
import { Draws } from "./draws";
import { buildPeople, type People } from "./people/build-people";
import type { WorldSettings } from "./types";

/** What never changes: recomputed from the settings, never stored. */
export interface World {
  readonly settings: WorldSettings;
  readonly calendar: Calendar;
  readonly people: People;
  readonly goods: Goods;
  /** Draws about people and goods: the same in every replicate. */
  readonly fixed: Draws;
  /** Draws about days. */
  readonly daily: Draws;
}

/** Builds people and goods from settings. O(customers + products). */
export function createWorld(settings: WorldSettings): World {
  const calendar = new Calendar(settings.startDate, settings.timeZone);
  const fixed = new Draws(settings.seed);
  return {
    settings,
    calendar,
    people: buildPeople(settings, fixed),
    goods: buildGoods(settings, calendar, fixed),
    fixed,
    daily: new Draws(settings.seed, settings.replicate + 1),
  };
}
