import { createRng, type Rng, randomInteger, randomNormal } from "../../ml/core/rng";
import { blueprints } from "../catalogue/blueprints";
import { CATEGORY } from "../parameters";
import {
  CHINESE_MEN,
  CHINESE_SURNAMES,
  CHINESE_WOMEN,
  IRISH_MEN,
  IRISH_SURNAMES,
  IRISH_WOMEN,
  MAIL_DOMAINS,
} from "../people/names";
import { exp, log } from "../portable-math";

/** Raise it when the same seed would give other rows. */
export const FIRST_STORE_VERSION = 1;
export const FIRST_STORE_SIZES = { small: 300, standard: 1_500, large: 6_000 } as const;
export type FirstStoreSize = keyof typeof FIRST_STORE_SIZES;

/** The same goods in every size, so that a larger shop holds the smaller one's customers unchanged. */
const PRODUCTS = 360;
const DAY_MS = 86_400_000;
const HISTORY_DAYS = 549;
const CHINESE_SHARE = 0.08;

export interface FirstStoreProduct {
  /** From 1. */
  readonly productNo: number;
  readonly name: string;
  readonly categories: readonly string[];
}

export interface FirstStoreCustomer {
  /** From 1. */
  readonly customerNo: number;
  readonly name: string;
  readonly email: string | null;
  readonly age: number | null;
  readonly gender: "female" | "male" | null;
  readonly occupation: string | null;
  readonly ratings: readonly {
    readonly productNo: number;
    readonly stars: number;
    readonly ratedAtMs: number;
  }[];
}

/** A way of rating. Amounts vary from person to person around it, so that the ways shade into one another. */
interface Habit {
  readonly share: number;
  /** Typical number of ratings; the spread is a factor of about 1.6. */
  readonly ratings: number;
  readonly stars: number;
  /** Standard deviation of one person's ratings. */
  readonly deviation: number;
  readonly age: number;
  /** Days before the end at which such a person typically falls silent. */
  readonly silentDays: number;
}
const HABITS: readonly Habit[] = [
  { share: 0.13, ratings: 110, stars: 4.3, deviation: 0.55, age: 46, silentDays: 6 },
  { share: 0.12, ratings: 60, stars: 3.0, deviation: 1.05, age: 41, silentDays: 15 },
  { share: 0.14, ratings: 38, stars: 3.5, deviation: 1.7, age: 29, silentDays: 25 },
  { share: 0.33, ratings: 34, stars: 3.9, deviation: 0.85, age: 38, silentDays: 30 },
  { share: 0.28, ratings: 12, stars: 4.1, deviation: 0.75, age: 34, silentDays: 150 },
];
const OCCUPATIONS = [
  ...["teacher", "nurse", "engineer", "student", "designer", "carer", "chef", "civil servant", "retired"],
  ...["shop assistant", "accountant", "musician", "programmer", "gardener", "writer", "driver"],
];

/** The goods of the first shop, the same for the same seed. */
export function firstStoreProducts(seed: number): FirstStoreProduct[] {
  const rng = createRng(seed).fork("goods");
  return blueprints(PRODUCTS, (n, key) => randomInteger(rng.fork(String(key)), n)).map((plan, i) => ({
    productNo: i + 1,
    name: plan.name.en,
    categories: [CATEGORY[plan.category].name.en],
  }));
}

/**
 * Customer number `customerNo` with everything they rated, from the seed and that number alone: shops of any size
 * are written customer by customer, from any place. O(goods).
 * @param untilMs the shop's now: nothing is rated later
 */
export function firstStoreCustomer(seed: number, customerNo: number, untilMs: number): FirstStoreCustomer {
  const rng = createRng(seed).fork(`customer-${customerNo}`);
  const habit = pickHabit(rng.next());
  const gender = rng.next() < 0.56 ? "female" : "male";
  const { name, email } = identity(rng.fork("name"), gender, customerNo);
  const age = Math.round(Math.min(86, Math.max(17, habit.age + 11 * randomNormal(rng))));
  const gaps = rng.fork("gaps");
  return {
    customerNo,
    name,
    email: gaps.next() < 0.06 ? null : email,
    age: gaps.next() < 0.04 ? null : age,
    gender: gaps.next() < 0.03 ? null : gender,
    occupation: gaps.next() < 0.1 ? null : OCCUPATIONS[randomInteger(rng, OCCUPATIONS.length)]!,
    ratings: rate(rng.fork("ratings"), createRng(seed), habit, untilMs),
  };
}

function pickHabit(u: number): Habit {
  let sum = 0;
  for (const habit of HABITS) {
    sum += habit.share;
    if (u < sum) return habit;
  }
  return HABITS.at(-1)!;
}

function rate(rng: Rng, shop: Rng, habit: Habit, untilMs: number): FirstStoreCustomer["ratings"] {
  const count = Math.min(
    PRODUCTS - 40,
    Math.max(3, Math.round(habit.ratings * exp(0.45 * randomNormal(rng)))),
  );
  const kindness = habit.stars + 0.3 * randomNormal(rng);
  const deviation = Math.max(0.3, habit.deviation * exp(0.15 * randomNormal(rng)));
  const silentDays = Math.min(HISTORY_DAYS - 60, -log(1 - rng.next()) * habit.silentDays);
  const knownDays = 20 + rng.next() * (HISTORY_DAYS - silentDays - 20);
  return popularGoods(rng.fork("goods"), count).map((productNo) => {
    const quality = 0.35 * randomNormal(shop.fork(`quality-${productNo}`));
    const stars = Math.round(kindness + quality + deviation * randomNormal(rng));
    const daysAgo = silentDays + rng.next() ** 1.3 * knownDays;
    return {
      productNo,
      stars: Math.min(5, Math.max(1, stars)),
      ratedAtMs: Math.floor((untilMs - daysAgo * DAY_MS) / 1000) * 1000,
    };
  });
}

/**
 * `count` different goods, popular ones sooner: weighted sampling without replacement by exponential keys
 * (Efraimidis & Spirakis 2006).
 */
function popularGoods(rng: Rng, count: number): number[] {
  const keys = Array.from({ length: PRODUCTS }, (_, i) => ({
    productNo: i + 1,
    // Popularity falls with the place in a shuffled catalogue: 7 is coprime to the number of goods.
    key: -log(1 - rng.next()) * (12 + ((i * 7) % PRODUCTS)),
  }));
  return keys
    .sort((a, b) => a.key - b.key)
    .slice(0, count)
    .map(({ productNo }) => productNo);
}

function identity(rng: Rng, gender: "female" | "male", customerNo: number): { name: string; email: string } {
  const pick = <T>(items: readonly T[]): T => items[randomInteger(rng, items.length)]!;
  const isChinese = rng.next() < CHINESE_SHARE;
  const domain = pick(MAIL_DOMAINS);
  if (isChinese) {
    const surname = pick(CHINESE_SURNAMES);
    const given = pick(gender === "female" ? CHINESE_WOMEN : CHINESE_MEN);
    return { name: surname[0] + given[0], email: mail([given[1], surname[1]], customerNo, domain) };
  }
  const given = pick<string>(gender === "female" ? IRISH_WOMEN : IRISH_MEN);
  const surname = pick(IRISH_SURNAMES);
  return { name: `${given} ${surname}`, email: mail([given, surname], customerNo, domain) };
}

function mail(words: readonly string[], customerNo: number, domain: string): string {
  const plain = words.map((word) =>
    word
      .normalize("NFD")
      .replace(/[^a-z]/gi, "")
      .toLowerCase(),
  );
  return `${plain.join(".")}.${customerNo}@${domain}`;
}
