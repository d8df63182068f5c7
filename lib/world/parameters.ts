import type { BothLanguages, CategoryId, Language, WorldSize } from "./types";

/** Raised with every change that moves a row. Changing a parameter needs a decision record. */
export const WORLD_VERSION = 1;

/** How much world there is. A person may take months to turn up, and some never do. */
export const SIZES = {
  small: { customers: 400, windowShoppers: 80, products: 80 },
  standard: { customers: 4200, windowShoppers: 800, products: 360 },
  large: { customers: 100_000, windowShoppers: 20_000, products: 20_000 },
} as const satisfies Record<WorldSize, { customers: number; windowShoppers: number; products: number }>;

export const CATEGORIES = [
  "tea",
  "teapots",
  "cups",
  "tea-tools",
  "kettles",
  "tableware",
  "cookware",
  "knives-boards",
  "linen",
  "candles",
  "vases",
  "picnic",
  "pantry",
  "gifts",
] as const satisfies readonly CategoryId[];

export interface CategoryParameters {
  readonly name: BothLanguages;
  /** 0–1 of the price that is tax: tea, honey and the like are zero-rated in Ireland. */
  readonly taxRate: number;
  /** Unit cost as a share of the net list price. */
  readonly costShare: number;
  /** Multiplies a person's price sensitivity: staples are compared, treasures are not. */
  readonly priceSalience: number;
  /** How ready people are to buy, on the logit scale. */
  readonly readiness: number;
  /** Season by month, January first, on the logit scale. */
  readonly season: readonly number[];
  /** Days one piece lasts; null for things that are kept. */
  readonly lastsDays: number | null;
  /** 0–1 of pieces that come back for a fault of their own. */
  readonly faultRate: number;
  /** 0–1: how well it does as a gift. */
  readonly giftable: number;
  readonly leadDays: number;
}

export const CATEGORY: Readonly<Record<CategoryId, CategoryParameters>> = {
  tea: {
    name: { en: "Tea", zh: "茶" },
    taxRate: 0,
    costShare: 0.5,
    priceSalience: 1.1,
    readiness: 0.35,
    season: [0.25, 0.15, 0.05, 0, -0.1, -0.2, -0.25, -0.2, 0, 0.15, 0.25, 0.3],
    lastsDays: 34,
    faultRate: 0.002,
    giftable: 0.35,
    leadDays: 16,
  },
  teapots: {
    name: { en: "Teapots", zh: "茶壶" },
    taxRate: 0.23,
    costShare: 0.48,
    priceSalience: 0.8,
    readiness: -0.35,
    season: [0.1, 0.05, 0, -0.05, -0.05, -0.2, -0.25, -0.15, 0, 0.1, 0.3, 0.45],
    lastsDays: null,
    faultRate: 0.02,
    giftable: 0.6,
    leadDays: 24,
  },
  cups: {
    name: { en: "Cups & Mugs", zh: "杯" },
    taxRate: 0.23,
    costShare: 0.48,
    priceSalience: 0.9,
    readiness: 0,
    season: [0.05, 0, 0, -0.05, 0, -0.1, -0.1, -0.05, 0.05, 0.1, 0.25, 0.4],
    lastsDays: null,
    faultRate: 0.02,
    giftable: 0.6,
    leadDays: 22,
  },
  "tea-tools": {
    name: { en: "Tea Tools", zh: "茶具" },
    taxRate: 0.23,
    costShare: 0.46,
    priceSalience: 1,
    readiness: -0.1,
    season: [0.2, 0.1, 0, 0, 0, -0.1, -0.15, -0.1, 0.05, 0.1, 0.2, 0.3],
    lastsDays: null,
    faultRate: 0.012,
    giftable: 0.3,
    leadDays: 18,
  },
  kettles: {
    name: { en: "Kettles", zh: "水壶" },
    taxRate: 0.23,
    costShare: 0.56,
    priceSalience: 1.15,
    readiness: -0.45,
    season: [0.3, 0.2, 0.05, -0.1, -0.2, -0.3, -0.3, -0.2, 0.05, 0.2, 0.3, 0.25],
    lastsDays: null,
    faultRate: 0.015,
    giftable: 0.25,
    leadDays: 26,
  },
  tableware: {
    name: { en: "Plates & Bowls", zh: "盘与碗" },
    taxRate: 0.23,
    costShare: 0.49,
    priceSalience: 1,
    readiness: -0.05,
    season: [0.05, 0, 0, 0.05, 0.05, 0, -0.1, -0.05, 0.1, 0.1, 0.2, 0.25],
    lastsDays: null,
    faultRate: 0.022,
    giftable: 0.3,
    leadDays: 22,
  },
  cookware: {
    name: { en: "Cookware", zh: "锅具" },
    taxRate: 0.23,
    costShare: 0.58,
    priceSalience: 1.2,
    readiness: -0.4,
    season: [0.15, 0.1, 0, -0.1, -0.15, -0.2, -0.2, -0.1, 0.1, 0.2, 0.35, 0.2],
    lastsDays: null,
    faultRate: 0.01,
    giftable: 0.2,
    leadDays: 24,
  },
  "knives-boards": {
    name: { en: "Knives & Boards", zh: "刀与砧板" },
    taxRate: 0.23,
    costShare: 0.53,
    priceSalience: 1,
    readiness: -0.2,
    season: [0, 0, 0, 0, 0.05, 0.05, 0, 0, 0, 0.05, 0.2, 0.35],
    lastsDays: null,
    faultRate: 0.008,
    giftable: 0.35,
    leadDays: 20,
  },
  linen: {
    name: { en: "Kitchen Linen", zh: "布品" },
    taxRate: 0.23,
    costShare: 0.48,
    priceSalience: 1.05,
    readiness: 0,
    season: [0, -0.05, 0.05, 0.1, 0.15, 0.1, 0.05, 0, 0, 0, 0.1, 0.2],
    lastsDays: null,
    faultRate: 0.012,
    giftable: 0.35,
    leadDays: 14,
  },
  candles: {
    name: { en: "Candles & Lanterns", zh: "蜡烛与灯笼" },
    taxRate: 0.23,
    costShare: 0.44,
    priceSalience: 1,
    readiness: 0.1,
    season: [0.2, 0.15, -0.1, -0.3, -0.45, -0.55, -0.55, -0.35, 0.05, 0.35, 0.55, 0.7],
    lastsDays: 60,
    faultRate: 0.006,
    giftable: 0.75,
    leadDays: 12,
  },
  vases: {
    name: { en: "Vases & Pots", zh: "花器" },
    taxRate: 0.23,
    costShare: 0.46,
    priceSalience: 0.65,
    readiness: -0.25,
    season: [-0.2, 0, 0.25, 0.35, 0.4, 0.25, 0.1, 0, 0, -0.1, 0, 0.1],
    lastsDays: null,
    faultRate: 0.024,
    giftable: 0.5,
    leadDays: 24,
  },
  picnic: {
    name: { en: "Picnic & Outdoors", zh: "野餐与户外" },
    taxRate: 0.23,
    costShare: 0.52,
    priceSalience: 1.1,
    readiness: -0.15,
    season: [-0.7, -0.55, -0.1, 0.3, 0.6, 0.75, 0.75, 0.55, 0.05, -0.4, -0.5, -0.3],
    lastsDays: null,
    faultRate: 0.008,
    giftable: 0.3,
    leadDays: 20,
  },
  pantry: {
    name: { en: "Larder", zh: "食品柜" },
    taxRate: 0,
    costShare: 0.6,
    priceSalience: 1.3,
    readiness: 0.25,
    season: [0, 0, 0, 0, 0, 0, -0.05, -0.05, 0.05, 0.1, 0.2, 0.35],
    lastsDays: 40,
    faultRate: 0.004,
    giftable: 0.35,
    leadDays: 9,
  },
  gifts: {
    name: { en: "Gift Boxes", zh: "礼盒" },
    taxRate: 0.23,
    costShare: 0.52,
    priceSalience: 0.7,
    readiness: -0.15,
    season: [0.1, 0.1, 0, -0.2, -0.15, -0.3, -0.4, -0.3, 0.1, 0, 0.45, 0.8],
    lastsDays: null,
    faultRate: 0.008,
    giftable: 1,
    leadDays: 14,
  },
};

/** Category pairs that go together: having or carting the first makes the second more wanted. */
export const COMPLEMENTS: readonly (readonly [CategoryId, CategoryId, number])[] = [
  ["tea", "tea-tools", 0.55],
  ["tea", "cups", 0.3],
  ["tea", "pantry", 0.45],
  ["teapots", "cups", 0.8],
  ["teapots", "tea", 0.6],
  ["teapots", "tea-tools", 0.5],
  ["cups", "teapots", 0.4],
  ["kettles", "tea", 0.5],
  ["cookware", "linen", 0.55],
  ["cookware", "knives-boards", 0.5],
  ["knives-boards", "linen", 0.35],
  ["tableware", "linen", 0.45],
  ["tableware", "cups", 0.35],
  ["candles", "gifts", 0.3],
  ["vases", "candles", 0.35],
  ["picnic", "pantry", 0.45],
  ["picnic", "linen", 0.3],
  ["gifts", "candles", 0.35],
];

/** Days of the year on which people buy for others: month and day, both ends included, and how strongly. */
export const GIFT_SEASONS: readonly {
  readonly from: readonly [number, number];
  readonly to: readonly [number, number];
  readonly strength: number;
}[] = [
  { from: [1, 20], to: [2, 15], strength: 0.6 },
  { from: [3, 3], to: [3, 20], strength: 0.5 },
  { from: [5, 25], to: [6, 20], strength: 0.25 },
  { from: [9, 10], to: [10, 4], strength: 0.55 },
  { from: [11, 12], to: [12, 21], strength: 1 },
];

export interface Persona {
  readonly id: PersonaId;
  readonly name: BothLanguages;
  /** 0–1 of all customers. */
  readonly share: number;
  /** Visits a week outside any season. */
  readonly visitsPerWeek: number;
  /** Log-weight by category; what is missing counts `otherTaste`. */
  readonly taste: Partial<Record<CategoryId, number>>;
  readonly otherTaste: number;
  /** Style wanted: plain to ornate, cool to warm, modern to traditional. */
  readonly style: readonly [number, number, number];
  /** Utility lost per unit of log price. */
  readonly priceSensitivity: number;
  /** How much a struck-through price pleases. */
  readonly dealLove: number;
  /** How often other shops are looked up, 0–1. */
  readonly comparing: number;
  /** Products looked at in a visit, mean. */
  readonly viewsPerVisit: number;
  /** Readiness to put things in the cart, logit. */
  readonly appetite: number;
  /** Readiness to pay for the cart, logit. */
  readonly checkoutEase: number;
  readonly monthlyBudgetMinor: number;
  /** Extra pieces of a thing that is used up, mean. */
  readonly extraPieces: number;
  readonly giftMind: number;
  readonly returnRate: number;
  readonly ratingRate: number;
  readonly ratingBias: number;
  readonly emailLove: number;
  /** What a message changes: attention gained on the day it is opened. */
  readonly persuadable: number;
  /** How soon messages tire. */
  readonly fatigue: number;
  readonly socialRate: number;
  readonly supportRate: number;
  /** 0–1. */
  readonly mobile: number;
  readonly app: number;
  /** Wall-clock hour of most visits, and its spread. */
  readonly hour: number;
  readonly hourSpread: number;
  /** Multiplies visits on Saturday and Sunday. */
  readonly weekend: number;
  /** Chance of leaving for good in a year. */
  readonly yearlyChurn: number;
  readonly wishes: number;
}

export type PersonaId =
  | "tea-devotee"
  | "gift-giver"
  | "bargain-hunter"
  | "home-cook"
  | "collector"
  | "night-wanderer";

export const PERSONAS: readonly Persona[] = [
  {
    id: "tea-devotee",
    name: { en: "Tea devotee", zh: "日日茶客" },
    share: 0.22,
    visitsPerWeek: 0.5,
    taste: { tea: 2.2, "tea-tools": 0.5, pantry: 0.3, teapots: 0, cups: 0 },
    otherTaste: -1.8,
    style: [-0.4, 0, 0.7],
    priceSensitivity: 2.8,
    dealLove: 0.4,
    comparing: 0.15,
    viewsPerVisit: 1.8,
    appetite: 0.75,
    checkoutEase: 2.1,
    monthlyBudgetMinor: 9_000,
    extraPieces: 0.8,
    giftMind: 0.1,
    returnRate: 0.01,
    ratingRate: 0.34,
    ratingBias: 0.45,
    emailLove: 0.1,
    persuadable: 0.15,
    fatigue: 0.6,
    socialRate: 0.06,
    supportRate: 0.05,
    mobile: 0.3,
    app: 0.5,
    hour: 8.2,
    hourSpread: 2.2,
    weekend: 0.8,
    yearlyChurn: 0.14,
    wishes: 0.02,
  },
  {
    id: "gift-giver",
    name: { en: "Gift giver", zh: "送礼的人" },
    share: 0.18,
    visitsPerWeek: 0.2,
    taste: { gifts: 2.2, candles: 1.6, vases: 0.3, pantry: 0.2, linen: -0.4 },
    otherTaste: -1.5,
    style: [0.6, 0.4, 0.2],
    priceSensitivity: 1.8,
    dealLove: 0.5,
    comparing: 0.1,
    viewsPerVisit: 2.5,
    appetite: 0.75,
    checkoutEase: 1.7,
    monthlyBudgetMinor: 16_000,
    extraPieces: 0.7,
    giftMind: 1.3,
    returnRate: 0.07,
    ratingRate: 0.06,
    ratingBias: 0.15,
    emailLove: 0.2,
    persuadable: 0.55,
    fatigue: 0.8,
    socialRate: 0.12,
    supportRate: 0.16,
    mobile: 0.55,
    app: 0.1,
    hour: 12.8,
    hourSpread: 2.4,
    weekend: 0.9,
    yearlyChurn: 0.2,
    wishes: 0.05,
  },
  {
    id: "bargain-hunter",
    name: { en: "Bargain hunter", zh: "精打细算的人" },
    share: 0.19,
    visitsPerWeek: 0.62,
    taste: { pantry: 1, linen: 1.1, tableware: 1 },
    otherTaste: -0.9,
    style: [0, 0.3, -0.3],
    priceSensitivity: 5.2,
    dealLove: 3,
    comparing: 0.6,
    viewsPerVisit: 3.6,
    appetite: -0.45,
    checkoutEase: 0.35,
    monthlyBudgetMinor: 7_000,
    extraPieces: 1.3,
    giftMind: 0.2,
    returnRate: 0.12,
    ratingRate: 0.12,
    ratingBias: -0.45,
    emailLove: 1.4,
    persuadable: 0.9,
    fatigue: 0.35,
    socialRate: 0.12,
    supportRate: 0.14,
    mobile: 0.5,
    app: 0.35,
    hour: 18.6,
    hourSpread: 2.4,
    weekend: 1.1,
    yearlyChurn: 0.22,
    wishes: 0.08,
  },
  {
    id: "home-cook",
    name: { en: "Home cook", zh: "下厨的人" },
    share: 0.17,
    visitsPerWeek: 0.38,
    taste: { cookware: 1.8, "knives-boards": 1.7, kettles: 0.8, linen: 0.5, tableware: 0.6, pantry: 0.5 },
    otherTaste: -1.6,
    style: [-0.5, 0.6, -0.2],
    priceSensitivity: 3.1,
    dealLove: 0.8,
    comparing: 0.35,
    viewsPerVisit: 2.5,
    appetite: 0.45,
    checkoutEase: 1.3,
    monthlyBudgetMinor: 20_000,
    extraPieces: 0.3,
    giftMind: 0.15,
    returnRate: 0.05,
    ratingRate: 0.24,
    ratingBias: 0.1,
    emailLove: 0.4,
    persuadable: 0.35,
    fatigue: 0.6,
    socialRate: 0.1,
    supportRate: 0.12,
    mobile: 0.25,
    app: 0.12,
    hour: 15.8,
    hourSpread: 2.4,
    weekend: 2.6,
    yearlyChurn: 0.16,
    wishes: 0.05,
  },
  {
    id: "collector",
    name: { en: "Collector", zh: "藏器的人" },
    share: 0.12,
    visitsPerWeek: 0.46,
    taste: { teapots: 1.9, vases: 1.8, cups: 1.1, tableware: 0.5, tea: -0.4 },
    otherTaste: -1.7,
    style: [0.2, -0.4, 0.8],
    priceSensitivity: 1.1,
    dealLove: 0.1,
    comparing: 0.05,
    viewsPerVisit: 3.6,
    appetite: 0.25,
    checkoutEase: 1.6,
    monthlyBudgetMinor: 42_000,
    extraPieces: 0.1,
    giftMind: 0.1,
    returnRate: 0.03,
    ratingRate: 0.4,
    ratingBias: 0.25,
    emailLove: -0.7,
    persuadable: -0.25,
    fatigue: 1.3,
    socialRate: 0.3,
    supportRate: 0.1,
    mobile: 0.12,
    app: 0.05,
    hour: 21.8,
    hourSpread: 1.9,
    weekend: 1.2,
    yearlyChurn: 0.12,
    wishes: 0.14,
  },
  {
    id: "night-wanderer",
    name: { en: "Night wanderer", zh: "夜里逛店的人" },
    share: 0.12,
    visitsPerWeek: 0.85,
    taste: { picnic: 1.5, candles: 0.9, cups: 0.7, linen: 0.4, gifts: 0 },
    otherTaste: -0.9,
    style: [0.5, 0.2, -0.8],
    priceSensitivity: 3.2,
    dealLove: 1,
    comparing: 0.2,
    viewsPerVisit: 4.2,
    appetite: -0.8,
    checkoutEase: -0.6,
    monthlyBudgetMinor: 8_000,
    extraPieces: 0.1,
    giftMind: 0.2,
    returnRate: 0.09,
    ratingRate: 0.08,
    ratingBias: 0,
    emailLove: 0.5,
    persuadable: 0.6,
    fatigue: 0.7,
    socialRate: 0.7,
    supportRate: 0.08,
    mobile: 0.93,
    app: 0.3,
    hour: 23.4,
    hourSpread: 1.6,
    weekend: 1.15,
    yearlyChurn: 0.24,
    wishes: 0.3,
  },
];

/** How people differ from their persona. */
export const PEOPLE = {
  /** A person is a mixture of two personas: the first one's weight is 1 − range·u^shape, u uniform. */
  mixtureRange: 0.5,
  mixtureShape: 2.2,
  /** Standard deviations of personal noise, log scale for rates and money, absolute otherwise. */
  rateNoise: 0.3,
  tasteNoise: 0.55,
  styleNoise: 0.35,
  sensitivityNoise: 0.22,
  logitNoise: 0.3,
  hourNoise: 1.3,
  /** 0–1 known to the shop before the first day. */
  presentAtStart: 0.5,
  /** Years before the start over which they had come. */
  yearsBefore: 2.5,
  chineseSpeakers: 0.22,
  consentAtSignUp: 0.72,
  /** Window shoppers visit rarely and lose interest soon. */
  windowShopperVisits: 0.35,
  windowShopperYearlyChurn: 4,
} as const;

/** How a choice is made; logit scale unless said otherwise. */
export const CHOICE = {
  /** Base readiness to put a viewed product in the cart. */
  base: -3.15,
  tasteWeight: 0.3,
  styleWeight: 0.55,
  qualityWeight: 0.5,
  ratingWeight: 0.35,
  /** Reference price: weight of a loss, of a gain, and how fast the memory moves (0–1 a look). */
  lossWeight: 1.9,
  gainWeight: 1.1,
  referenceSpeed: 0.35,
  referenceForgetDays: 90,
  /** A dearer look-alike elsewhere comforts, a cheaper one drives away. */
  competitorWeight: 2.2,
  tagWeight: 0.42,
  emptyPantry: 1.1,
  fullPantry: -1.3,
  giftSeason: 0.8,
  alreadyOwned: -1.6,
  alreadyInCart: -0.55,
  /** Once something is in the cart, more goes in easily. */
  buyingMood: 1.15,
  newArrival: 0.35,
  newArrivalDays: 45,
  lowStock: 0.15,
  worthNoise: 0.16,
  qualityNoise: 0.8,
  /** Shelf: products looked over before one is opened, and what draws the eye. */
  shelfSize: 24,
  glancePopularity: 0.55,
  glanceLiking: 0.8,
  glancePrice: 0.25,
  /** Multiplies every sensitivity to price. */
  priceScale: 0.52,
  /** Paying for the cart. */
  checkoutBase: 0.15,
  shippingPain: 0.7,
  budgetPain: 2.2,
  abandonReturn: 0.28,
} as const;

/** Coming to the shop. */
export const VISITS = {
  /** Multiplies every rate of visits. */
  scale: 0.6,
  attentionHalfLifeDays: 4,
  fatigueHalfLifeDays: 9,
  satisfactionHalfLifeDays: 60,
  attentionGain: 0.9,
  pantryPull: 0.9,
  giftPull: 2.4,
  visitorBrowseShare: 0.6,
  /** Trend of the whole shop, log per year, and the spread of its weekly weather. */
  yearlyGrowth: 0.12,
  weeklyNoise: 0.07,
  weekday: [1.02, 1, 0.98, 0.98, 0.95, 1.02, 1.08],
} as const;

export const EMAIL = {
  bounceRate: 0.008,
  openBase: -0.75,
  offerOpen: 0.35,
  zhSubject: 0.05,
  clickBase: -1.9,
  clickRelevance: 0.7,
  clickOffer: 2.2,
  fatiguePerSend: 0.5,
  fatigueOpen: 0.55,
  fatigueVisit: 0.08,
  attentionPerOpen: 0.55,
  unsubscribeBase: -5.4,
  unsubscribeFatigue: 0.75,
} as const;

export const MEDIA = {
  /** Carry-over of a day's spend to the next, 0–1. */
  carryOver: { "search-ads": 0.3, "social-ads": 0.65, "display-ads": 0.8 },
  /** Daily spend at half effect, cents, in the standard size; scaled with the number of people. */
  halfSpendMinor: { "search-ads": 6_000, "social-ads": 9_000, "display-ads": 14_000 },
  /** Multiple of the natural arrival rate of a channel's people at full effect. */
  reach: { "search-ads": 3.2, "social-ads": 3.6, "display-ads": 2.2 },
  /** Share of people by how they will first hear of the shop. */
  channels: {
    direct: 0.16,
    "organic-search": 0.27,
    referral: 0.16,
    social: 0.12,
    "search-ads": 0.13,
    "social-ads": 0.11,
    "display-ads": 0.05,
  },
  /** Pull on people who already know the shop. */
  reminder: 0.1,
} as const;

export const ORDERS = {
  shippingMinor: 495,
  freeShippingFromMinor: 5_000,
  shippingTaxRate: 0.23,
  shippingCostMinor: 620,
  paymentFeeShare: 0.014,
  paymentFeeMinor: 25,
  cancelRate: 0.018,
  sameDayCutoffHour: 14,
  transitDays: [1, 1, 1, 2, 2, 2, 2, 3, 3, 5],
  lostParcelRate: 0.006,
  reorderCoverDays: 28,
  firstReference: 10_001,
  supportMessageCostMinor: 120,
} as const;

export const COMPETITORS: readonly {
  readonly name: string;
  readonly level: number;
  readonly coverage: number;
  readonly weeklyMove: number;
  readonly promotionRate: number;
}[] = [
  { name: "Pennywell", level: -0.06, coverage: 0.5, weeklyMove: 0.03, promotionRate: 0.12 },
  { name: "The Copper Hob", level: 0.03, coverage: 0.4, weeklyMove: 0.02, promotionRate: 0.06 },
  { name: "Leaf Market", level: -0.01, coverage: 0.35, weeklyMove: 0.025, promotionRate: 0.08 },
];

/** Rates of what goes wrong on the way into the tables. */
export const DIRT = {
  duplicateEvent: 0.004,
  lateEvent: 0.006,
  lateDays: 9,
  missingDevice: 0.01,
  missingProduct: 0.002,
  missingBirthYear: 0.22,
  missingGender: 0.18,
  missingRegion: 0.04,
  impossibleBirthYear: 0.003,
  bulkOrderPerDay: 0.02,
  secondRating: 0.02,
  wrongTag: 0.04,
  missingTag: 0.1,
} as const;

export const HISTORY = {
  startDate: "2025-05-01",
  days: 549,
  timeZone: "Europe/Dublin",
  currency: "EUR",
  seed: 20260101,
} as const;

export const SHOP_NAME: Readonly<Record<Language, string>> = { en: "Lantern Lane", zh: "灯巷" };
