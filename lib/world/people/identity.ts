import { type Draws, PURPOSE } from "../draws";
import { DIRT, PERSONAS } from "../parameters";
import type { CustomerRow, Language } from "../types";
import type { People } from "./build-people";
import { CHANNELS, pickWeighted } from "./build-people";
import {
  CHINESE_MEN,
  CHINESE_SURNAMES,
  CHINESE_WOMEN,
  IRISH_MEN,
  IRISH_SURNAMES,
  IRISH_WOMEN,
  MAIL_DOMAINS,
  PLACES,
} from "./names";

/** Mean age by persona, as far as age tells anything. */
const MEAN_AGE: Readonly<Record<(typeof PERSONAS)[number]["id"], number>> = {
  "tea-devotee": 44,
  "gift-giver": 47,
  "bargain-hunter": 37,
  "home-cook": 41,
  collector: 54,
  "night-wanderer": 27,
};

/** What a person would write on a form, and what the shop gets to see of it. */
export interface Identity {
  readonly firstName: string;
  readonly lastName: string;
  readonly email: string;
  readonly gender: CustomerRow["gender"];
  readonly birthYear: number | null;
  readonly country: string;
  readonly region: string | null;
  readonly city: string;
  readonly language: Language;
}

/** The identity of person `i`, the same whenever it is asked for. @param dirt multiplies the gaps. O(1). */
export function identityOf(
  people: People,
  draws: Draws,
  i: number,
  startYear: number,
  dirt: number,
): Identity {
  const d = (slot: number) => draws.uniform(PURPOSE.demographics, i, slot);
  const pick = <T>(items: readonly T[], slot: number): T =>
    items[draws.integer(items.length, PURPOSE.name, i, slot)]!;
  const isChinese = people.isChinese[i] === 1;
  const isWoman = d(1) < 0.62;
  const place = PLACES[pickWeighted(d(2), PLACES, (candidate) => candidate[3])]!;
  let firstName: string;
  let lastName: string;
  let latin: string;
  if (isChinese) {
    const [familyHan, familyLatin] = pick(CHINESE_SURNAMES, 1);
    const [givenHan, givenLatin] = pick(isWoman ? CHINESE_WOMEN : CHINESE_MEN, 2);
    const writesHan = d(3) < 0.6;
    firstName = writesHan ? givenHan : givenLatin;
    lastName = writesHan ? familyHan : familyLatin;
    latin = `${givenLatin}.${familyLatin}`;
  } else {
    firstName = pick(isWoman ? IRISH_WOMEN : IRISH_MEN, 2);
    lastName = pick(IRISH_SURNAMES, 1);
    latin = `${firstName}.${lastName}`;
  }
  const local = latin
    .normalize("NFD")
    .replace(/[^A-Za-z.]/g, "")
    .toLowerCase();
  const age = Math.round(
    MEAN_AGE[PERSONAS[people.persona[i]!]!.id] + 11 * draws.normal(PURPOSE.demographics, i, 4),
  );
  const birthYear =
    d(5) < DIRT.missingBirthYear * dirt
      ? null
      : d(6) < DIRT.impossibleBirthYear * dirt
        ? startYear - 126
        : startYear - Math.min(88, Math.max(18, age));
  return {
    firstName,
    lastName,
    email: `${local}${i + 1}@${pick(MAIL_DOMAINS, 3)}`,
    gender: d(7) < DIRT.missingGender * dirt ? null : d(8) < 0.012 ? "other" : isWoman ? "female" : "male",
    birthYear,
    country: place[0],
    region: d(9) < DIRT.missingRegion * dirt ? null : place[1],
    city: place[2],
    // Some who speak Chinese use the shop in English.
    language: isChinese && d(10) < 0.88 ? "zh" : "en",
  };
}

/** The row of a visitor, of whom the shop knows the country and the way they came. */
export function visitorRow(people: People, identity: Identity, i: number, createdAt: number): CustomerRow {
  return {
    customerNo: i + 1,
    kind: "visitor",
    firstName: null,
    lastName: null,
    email: null,
    gender: null,
    birthYear: null,
    country: identity.country,
    region: null,
    city: null,
    language: identity.language,
    acquisitionChannel: CHANNELS[people.channel[i]!]!,
    createdAt,
    identifiedAt: null,
    emailConsent: false,
  };
}

/** The row of a customer who gave a name. */
export function customerRow(
  people: People,
  identity: Identity,
  i: number,
  createdAt: number,
  identifiedAt: number,
  emailConsent: boolean,
): CustomerRow {
  return {
    ...visitorRow(people, identity, i, createdAt),
    kind: "customer",
    firstName: identity.firstName,
    lastName: identity.lastName,
    email: identity.email,
    gender: identity.gender,
    birthYear: identity.birthYear,
    region: identity.region,
    city: identity.city,
    identifiedAt,
    emailConsent,
  };
}
