import { PURPOSE } from "../draws";
import { PERSON } from "../state";
import { COMMENTS } from "../texts/comments";
import type { DayContext } from "./day-book";
import { hourOf } from "./visits";

/** The shop posts on Tuesdays, Thursdays and Saturdays. */
const POST_DAYS = [1, 3, 5];

/** People who follow the shop like, comment and share, and the post stays with them for a while. O(people). */
export function postAndReact(context: DayContext): void {
  const { state, day, described, book } = context;
  const { people, goods, daily, calendar } = state.world;
  if (!POST_DAYS.includes(described.weekday) || goods.count === 0) return;
  let shown = daily.integer(goods.count, PURPOSE.social, 0, day);
  while (shown > 0 && state.released[shown] === 0) shown -= 1;
  if (state.released[shown] === 0) return;
  for (let i = 0; i < people.count; i++) {
    const status = state.status[i]!;
    if (status !== PERSON.visitor && status !== PERSON.customer) continue;
    const rate = 0.16 * people.socialRate[i]!;
    const u = daily.uniform(PURPOSE.social, i + 1, day);
    if (u >= rate) continue;
    state.attention[i] = Math.min(2, state.attention[i]! + 0.12);
    const place = u / rate;
    const type =
      place < 0.07
        ? "social_followed"
        : place < 0.78
          ? "social_liked"
          : place < 0.93
            ? "social_commented"
            : "social_shared";
    const language = people.isChinese[i] === 1 ? "zh" : "en";
    const words = COMMENTS[language];
    book.record({
      customerNo: i + 1,
      type,
      channel: "social",
      occurredAt: calendar.at(day, Math.min(85_000, Math.max(43_200, hourOf(context, i, 5)))),
      device: "mobile",
      productNo: type === "social_followed" ? null : shown + 1,
      text: type === "social_commented" ? words[daily.integer(words.length, PURPOSE.comment, i, day)]! : null,
    });
  }
}
