import type { Locale } from "./locales";

/** What formatting needs to know about the reader and the shop. */
export interface FormatSettings {
  readonly locale: Locale;
  /** IANA name of the zone in which the shop's days begin, e.g. "Europe/Berlin". */
  readonly timeZone: string;
  /** The shop's reporting currency, ISO 4217. */
  readonly currency: string;
}
export interface NumberOptions {
  /** Most digits after the point; by default two, fewer for large values. */
  readonly decimals?: number;
  /** Show digits up to `decimals` even where they are zero (columns). */
  readonly fixed?: boolean;
  /** Write a plus before gains. */
  readonly signed?: boolean;
  /** 12.4K rather than 12,400. */
  readonly compact?: boolean;
}
/** An instant: ISO text, epoch milliseconds or a Date. */
export type Instant = string | number | Date;
type Maybe<T> = T | null | undefined;

/** What stands where there is nothing to show; never zero. */
export const MISSING = "–";

const numberFormats = new Map<string, Intl.NumberFormat>();
const dateFormats = new Map<string, Intl.DateTimeFormat>();

function numberFormat(locale: string, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = locale + JSON.stringify(options);
  let format = numberFormats.get(key);
  if (!format) {
    format = new Intl.NumberFormat(locale, options);
    numberFormats.set(key, format);
  }
  return format;
}

function dateFormat(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = locale + JSON.stringify(options);
  let format = dateFormats.get(key);
  if (!format) {
    format = new Intl.DateTimeFormat(locale, options);
    dateFormats.set(key, format);
  }
  return format;
}

function usable(value: Maybe<number>): value is number {
  return value !== null && value !== undefined && Number.isFinite(value);
}

function intlOptions(defaultDecimals: number, options: NumberOptions): Intl.NumberFormatOptions {
  const decimals = options.decimals ?? defaultDecimals;
  return {
    maximumFractionDigits: options.compact && options.decimals === undefined ? 1 : decimals,
    minimumFractionDigits: options.fixed ? decimals : 0,
    signDisplay: options.signed ? "exceptZero" : "negative",
    ...(options.compact ? { notation: "compact" as const } : {}),
  };
}

/** Minor units (cents) of one major unit of the currency: 100 for EUR, 1 for JPY, 1000 for KWD. */
export function minorUnits(currency: string): number {
  return (
    10 ** (numberFormat("en", { style: "currency", currency }).resolvedOptions().maximumFractionDigits ?? 2)
  );
}

const UNITS_OF_TIME = [
  ["year", 31_556_952_000],
  ["month", 2_629_746_000],
  ["week", 604_800_000],
  ["day", 86_400_000],
  ["hour", 3_600_000],
  ["minute", 60_000],
] as const;

/**
 * Text for numbers, money and times in the reader's language and the shop's zone. Pure: `now` is an
 * argument. Missing or non-finite values give an en dash.
 */
const LEAST_CHANCE = 0.001;

export function createFormat(settings: FormatSettings) {
  const { locale, timeZone } = settings;

  const number = (value: Maybe<number>, options: NumberOptions = {}): string => {
    if (!usable(value)) return MISSING;
    const size = Math.abs(value);
    const decimals =
      Number.isInteger(value) || size >= 1000 ? 0 : size >= 100 ? 1 : size >= 0.1 || size === 0 ? 2 : 4;
    return numberFormat(locale, intlOptions(decimals, options)).format(value);
  };

  /** `fraction` 0.184 gives 18.4%; whole percents from 10 % up in signed changes stay with one decimal. */
  const percent = (fraction: Maybe<number>, options: NumberOptions = {}): string =>
    usable(fraction)
      ? numberFormat(locale, { style: "percent", ...intlOptions(1, options) }).format(fraction)
      : MISSING;

  /** A probability 0–1, to a tenth of a percent. An estimate says "<0.1%" where rounding would make it certain. */
  const chance = (probability: Maybe<number>): string => {
    if (!usable(probability) || probability < 0 || probability > 1) return MISSING;
    if (probability < LEAST_CHANCE) return `<${percent(LEAST_CHANCE)}`;
    if (probability > 1 - LEAST_CHANCE) return `>${percent(1 - LEAST_CHANCE)}`;
    return percent(probability);
  };

  const money = (amountMinor: Maybe<number>, options: NumberOptions & { currency?: string } = {}): string => {
    if (!usable(amountMinor)) return MISSING;
    const currency = options.currency ?? settings.currency;
    const units = minorUnits(currency);
    const digits = Math.round(Math.log10(units));
    return numberFormat(locale, {
      style: "currency",
      currency,
      currencyDisplay: "narrowSymbol",
      ...intlOptions(digits, { fixed: !options.compact && options.decimals === undefined, ...options }),
    }).format(amountMinor / units);
  };

  const withDate = (value: Maybe<Instant>, options: Intl.DateTimeFormatOptions): string => {
    if (value === null || value === undefined) return MISSING;
    const instant = new Date(value);
    if (Number.isNaN(instant.getTime())) return MISSING;
    // Engines disagree on narrow spaces ("12:30\u202fAM"); server and browser must write the same text.
    return dateFormat(locale, { timeZone, ...options })
      .format(instant)
      .replace(/[\u2009\u202f]/g, " ");
  };

  const relative = (value: Maybe<Instant>, now: Instant): string => {
    if (value === null || value === undefined) return MISSING;
    const differenceMs = new Date(value).getTime() - new Date(now).getTime();
    if (Number.isNaN(differenceMs)) return MISSING;
    const words = new Intl.RelativeTimeFormat(locale, { numeric: "auto" });
    const unit = UNITS_OF_TIME.find(([, lengthMs]) => Math.abs(differenceMs) >= lengthMs);
    return unit ? words.format(Math.trunc(differenceMs / unit[1]), unit[0]) : words.format(0, "second");
  };

  /** Two largest parts of a length of time: "1 hr 20 min", "45 sec". */
  const duration = (lengthMs: Maybe<number>): string => {
    if (!usable(lengthMs) || lengthMs < 0) return MISSING;
    const seconds = Math.round(lengthMs / 1000);
    const parts: [number, string][] = [
      [Math.floor(seconds / 86_400), "day"],
      [Math.floor((seconds % 86_400) / 3600), "hour"],
      [Math.floor((seconds % 3600) / 60), "minute"],
      [seconds % 60, "second"],
    ];
    const first = parts.findIndex(([amount]) => amount > 0);
    const shown = first < 0 ? parts.slice(3) : parts.slice(first, first + 2).filter(([amount]) => amount > 0);
    return shown
      .map(([amount, unit]) =>
        numberFormat(locale, { style: "unit", unit, unitDisplay: unit === "day" ? "long" : "short" }).format(
          amount,
        ),
      )
      .join(locale === "zh-CN" ? "" : " ");
  };

  const bytes = (size: Maybe<number>): string => {
    if (!usable(size)) return MISSING;
    const step = Math.min(4, Math.max(0, Math.floor(Math.log10(Math.max(size, 1)) / 3)));
    const unit = ["byte", "kilobyte", "megabyte", "gigabyte", "terabyte"][step]!;
    return numberFormat(locale, { style: "unit", unit, maximumFractionDigits: step ? 1 : 0 }).format(
      size / 1000 ** step,
    );
  };

  return {
    ...settings,
    number,
    percent,
    chance,
    money,
    /** "Mar 4, 2026" · "2026年3月4日" */
    date: (value: Maybe<Instant>) => withDate(value, { dateStyle: "medium" }),
    /** "Wed, Mar 4, 2026" for the line that says which day it is in the shop. */
    day: (value: Maybe<Instant>) =>
      withDate(value, { weekday: "short", year: "numeric", month: "short", day: "numeric" }),
    /** Axis labels: day and month without the year. */
    dayOfMonth: (value: Maybe<Instant>) => withDate(value, { month: "short", day: "numeric" }),
    month: (value: Maybe<Instant>) => withDate(value, { month: "short", year: "numeric" }),
    time: (value: Maybe<Instant>) => withDate(value, { hour: "2-digit", minute: "2-digit" }),
    dateTime: (value: Maybe<Instant>) => withDate(value, { dateStyle: "medium", timeStyle: "short" }),
    relative,
    duration,
    bytes,
    /** "2.1% – 5.4%" from two values and the formatter of either. */
    range: (low: string, high: string) => (low === high ? low : `${low} – ${high}`),
    list: (items: readonly string[]) => new Intl.ListFormat(locale, { type: "conjunction" }).format(items),
    /** Parts of one sentence, each with a verb of its own: Chinese sets commas where English ends with "and". */
    clauses: (parts: readonly string[]) =>
      locale === "zh-CN"
        ? parts.join("，")
        : new Intl.ListFormat(locale, { type: "conjunction" }).format(parts),
    /** Whole sentences after one another; Chinese sets no space between them. What is missing is left out. */
    sentences: (parts: readonly Maybe<string>[]) => parts.filter(Boolean).join(locale === "zh-CN" ? "" : " "),
  };
}
export type Format = ReturnType<typeof createFormat>;
