import { PURPOSE } from "../draws";
import { CATEGORIES } from "../parameters";
import { PERSON, type WorldState } from "../state";
import type { BothLanguages, CampaignAction, CampaignArm, CategoryId, Offer } from "../types";

export interface CampaignMemory {
  readonly nextCampaignNo: number;
  /** Day on which a campaign of this kind last went out. */
  readonly lastSent: Readonly<Record<string, number>>;
}

/** 0–1 of everyone, drawn once: they are never sent anything, so that all of it can be judged. */
const GLOBAL_HOLDOUT = 0.05;
const COST_PER_SEND_MINOR = 2;

/** What goes out today, and to whom by lot. A letter every third Tuesday, win-backs and season's offers between. */
export function planCampaigns(
  state: WorldState,
  memory: CampaignMemory,
): { actions: CampaignAction[]; memory: CampaignMemory } {
  const { day, world } = state;
  const described = world.calendar.describe(day);
  const actions: CampaignAction[] = [];
  let { nextCampaignNo } = memory;
  const lastSent = { ...memory.lastSent };
  const due = (kind: string, every: number) => day - (lastSent[kind] ?? -9999) >= every;
  const launch = (
    kind: string,
    action: Omit<CampaignAction, "campaignNo" | "assignments">,
    audience: Audience,
  ) => {
    const assignments = draw(state, nextCampaignNo, action.arms, audience);
    if (assignments.length === 0) return;
    actions.push({ ...action, campaignNo: nextCampaignNo, assignments });
    nextCampaignNo += 1;
    lastSent[kind] = day;
  };
  if (day < 10) return { actions, memory };
  const monthEn = MONTHS_EN[described.month - 1]!;
  if (described.weekday === 1 && due("newsletter", 21))
    launch("newsletter", newsletter(state, monthEn, described.month), () => true);
  if (described.weekday === 3 && due("reactivate", 28))
    launch("reactivate", reactivation(described.month), (i) => {
      const since = day - state.lastOrderDay[i]!;
      return state.orderCount[i]! > 0 && since > 60 && since < 240;
    });
  const season = SEASONS.find(({ on }) => on[0] === described.month && on[1] === described.dayOfMonth);
  if (season) launch(season.id, seasonal(state, season), () => true);
  if (described.weekday === 5 && due("launch", 14)) {
    const fresh = freshProducts(state);
    if (fresh.length >= 2)
      launch("launch", novelties(fresh, described.month), (i) => state.orderCount[i]! > 0);
  }
  return { actions, memory: { nextCampaignNo, lastSent } };
}

type Audience = (i: number) => boolean;

/** Everyone of the audience who agreed to mail and is not in the global holdout is drawn into an arm. */
function draw(state: WorldState, campaignNo: number, arms: readonly CampaignArm[], audience: Audience) {
  const { people, daily, fixed } = state.world;
  const assignments: { customerNo: number; arm: string }[] = [];
  for (let i = 0; i < people.count; i++) {
    if (state.consent[i] !== 1) continue;
    if (state.status[i] !== PERSON.customer && state.status[i] !== PERSON.gone) continue;
    if (fixed.chance(GLOBAL_HOLDOUT, PURPOSE.keeperAssignment, i) || !audience(i)) continue;
    let rest = daily.uniform(PURPOSE.keeperAssignment, i, campaignNo);
    let chosen = arms.at(-1)!;
    for (const arm of arms) {
      rest -= arm.share;
      if (rest < 0) {
        chosen = arm;
        break;
      }
    }
    assignments.push({ customerNo: i + 1, arm: chosen.arm });
  }
  return assignments;
}

const HOLDOUT_NAME: BothLanguages = { en: "Holdout", zh: "对照组" };

function arm(
  id: string,
  name: BothLanguages,
  share: number,
  offer: Offer | null,
  featured: readonly number[] = [],
): CampaignArm {
  return { arm: id, name, share, isHoldout: false, offer, featured };
}

function holdout(share: number): CampaignArm {
  return { arm: "holdout", name: HOLDOUT_NAME, share, isHoldout: true, offer: null, featured: [] };
}

const MONTHS_EN = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
] as const;

type Draft = Omit<CampaignAction, "campaignNo" | "assignments">;

function newsletter(state: WorldState, monthEn: string, month: number): Draft {
  const best = topSellers(state, 4);
  return {
    name: { en: `${monthEn} letter`, zh: `${month} 月来信` },
    subject: { en: `${monthEn} in the lane`, zh: `${month} 月的巷子里` },
    goal: "newsletter",
    channel: "email",
    hour: 10,
    costPerSendMinor: COST_PER_SEND_MINOR,
    measureDays: 14,
    arms: [
      arm("bestsellers", { en: "What sells", zh: "大家在买" }, 0.45, null, best),
      arm("for-you", { en: "Chosen for you", zh: "为你挑选" }, 0.45, null),
      holdout(0.1),
    ],
  };
}

function reactivation(month: number): Draft {
  const offer = (discount: number): Offer => ({
    code: `BACK${Math.round(discount * 100)}-${month}`,
    discount,
    categories: [],
    minimumOrderMinor: 3_000,
    validDays: 14,
  });
  return {
    name: { en: "We kept your cup", zh: "杯子还给你留着" },
    subject: { en: "The kettle is on", zh: "水已经烧上了" },
    goal: "reactivate",
    channel: "email",
    hour: 17,
    costPerSendMinor: COST_PER_SEND_MINOR,
    measureDays: 21,
    arms: [
      arm("ten", { en: "10 % off", zh: "九折" }, 0.35, offer(0.1)),
      arm("fifteen", { en: "15 % off", zh: "八五折" }, 0.25, offer(0.15)),
      arm("note", { en: "A note, no offer", zh: "只写信，不打折" }, 0.25, null),
      holdout(0.15),
    ],
  };
}

interface Season {
  readonly id: string;
  readonly on: readonly [month: number, day: number];
  readonly name: BothLanguages;
  readonly subject: BothLanguages;
  readonly categories: readonly CategoryId[];
  readonly discount: number;
}

const SEASONS: readonly Season[] = [
  {
    id: "lunar-new-year",
    on: [1, 28],
    name: { en: "Lunar New Year", zh: "新春" },
    subject: { en: "Red lanterns, good tea", zh: "红灯笼，新年茶" },
    categories: ["gifts", "tea", "candles"],
    discount: 0.1,
  },
  {
    id: "mothers-day",
    on: [3, 4],
    name: { en: "Mother's Day", zh: "母亲节" },
    subject: { en: "For the one who taught you to pour", zh: "送给教你倒茶的人" },
    categories: ["gifts", "vases", "cups"],
    discount: 0.12,
  },
  {
    id: "picnic",
    on: [6, 4],
    name: { en: "Picnic weather", zh: "野餐天气" },
    subject: { en: "Two dry days are forecast", zh: "预报有两天不下雨" },
    categories: ["picnic", "pantry"],
    discount: 0.12,
  },
  {
    id: "back-to-kitchen",
    on: [9, 9],
    name: { en: "Back to the kitchen", zh: "回到厨房" },
    subject: { en: "Soup season", zh: "该炖汤了" },
    categories: ["cookware", "knives-boards", "linen"],
    discount: 0.1,
  },
  {
    id: "mid-autumn",
    on: [9, 17],
    name: { en: "Mid-Autumn", zh: "中秋" },
    subject: { en: "Something to look at the moon with", zh: "看月亮的时候吃点什么" },
    categories: ["gifts", "tea", "pantry"],
    discount: 0.1,
  },
  {
    id: "black-friday",
    on: [11, 27],
    name: { en: "The long weekend", zh: "长周末" },
    subject: { en: "Once a year", zh: "一年一次" },
    categories: [],
    discount: 0.15,
  },
  {
    id: "christmas",
    on: [12, 6],
    name: { en: "Under the tree", zh: "圣诞树下" },
    subject: { en: "Last posting days", zh: "赶上最后几天寄送" },
    categories: ["gifts", "candles", "cups", "teapots"],
    discount: 0.08,
  },
];

function seasonal(state: WorldState, season: Season): Draft {
  const featured = topSellers(state, 4, season.categories);
  const offer: Offer = {
    code: `${season.id.toUpperCase().replaceAll("-", "")}${Math.round(season.discount * 100)}`,
    discount: season.discount,
    categories: season.categories,
    minimumOrderMinor: 2_500,
    validDays: 10,
  };
  return {
    name: season.name,
    subject: season.subject,
    goal: "season",
    channel: "email",
    hour: 11,
    costPerSendMinor: COST_PER_SEND_MINOR,
    measureDays: 14,
    arms: [
      arm("offer", { en: "Offer", zh: "优惠" }, 0.45, offer, featured),
      arm("picture", { en: "Picture only", zh: "只看图" }, 0.4, null, featured),
      holdout(0.15),
    ],
  };
}

function novelties(fresh: readonly number[], month: number): Draft {
  return {
    name: { en: "New on the shelf", zh: "新上架" },
    subject: { en: "Just unpacked", zh: "刚刚拆箱" },
    goal: "launch",
    channel: "email",
    hour: month % 2 === 0 ? 9 : 19,
    costPerSendMinor: COST_PER_SEND_MINOR,
    measureDays: 14,
    arms: [arm("news", { en: "New goods", zh: "新品" }, 0.85, null, fresh.slice(0, 4)), holdout(0.15)],
  };
}

function freshProducts(state: WorldState): number[] {
  const { goods } = state.world;
  const fresh: number[] = [];
  const groups = new Set<number>();
  for (let p = 0; p < goods.count; p++) {
    const age = state.day - goods.releaseDay[p]!;
    const group = goods.rows[p]!.groupNo;
    if (age < 1 || age > 14 || state.stock[p] === 0 || groups.has(group)) continue;
    groups.add(group);
    fresh.push(p + 1);
  }
  return fresh;
}

/** The best sellers of the last weeks, one of a group, best first. */
function topSellers(state: WorldState, count: number, categories: readonly CategoryId[] = []): number[] {
  const { goods } = state.world;
  const order = Array.from({ length: goods.count }, (_, p) => p)
    .filter(
      (p) =>
        state.released[p] === 1 &&
        state.stock[p]! > 0 &&
        (categories.length === 0 || categories.includes(CATEGORIES[goods.category[p]!]!)),
    )
    .sort((a, b) => state.salesRate[b]! - state.salesRate[a]! || a - b);
  const groups = new Set<number>();
  const top: number[] = [];
  for (const p of order) {
    if (groups.has(goods.rows[p]!.groupNo)) continue;
    groups.add(goods.rows[p]!.groupNo);
    top.push(p + 1);
    if (top.length === count) break;
  }
  return top;
}
