import CircleAlert from "lucide-react/icons/circle-alert";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { cn } from "./class-names";

export interface EvidenceCardProps {
  /** What is claimed, as a sentence. */
  readonly claim: ReactNode;
  /** The effect, formatted: "+8.2% profit". */
  readonly effect?: ReactNode;
  /** Its range, formatted: "2.1% – 14.0%". */
  readonly range?: string;
  /** How sure the range is, formatted: "90%". */
  readonly confidence?: string;
  /** Where the interval lies on a common scale, drawn as a bar around zero. */
  readonly interval?: {
    readonly low: number;
    readonly value: number;
    readonly high: number;
    readonly extent: number;
  };
  /** Rows, period, model and version. */
  readonly data: ReactNode;
  /** What speaks against the claim; an empty list says that nothing was found. */
  readonly counter: readonly ReactNode[];
  readonly actions?: ReactNode;
  /** 2 where the card stands directly under the page's title. */
  readonly headingLevel?: 2 | 3;
  readonly className?: string;
}

/** A claim as one would put it to a sceptic: effect with range, data behind it, what speaks against it. */
export function EvidenceCard(props: EvidenceCardProps) {
  const t = useTranslations("ui");
  const Heading = props.headingLevel === 2 ? "h2" : "h3";
  const { claim, effect, range, confidence, interval, data, counter, actions, className } = props;
  return (
    <article className={cn("flex flex-col gap-3 rounded-md border bg-surface p-5", className)}>
      <Heading className="font-medium text-base">{claim}</Heading>
      {effect || range ? (
        <div className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
          <span data-figures className="font-semibold text-xl tracking-tight">
            {effect}
          </span>
          {range && confidence ? (
            <span data-figures className="text-ink-soft text-sm">
              {t("evidenceRange", { confidence, range })}
            </span>
          ) : null}
        </div>
      ) : null}
      {interval ? <IntervalBar {...interval} /> : null}
      <dl className="grid gap-x-4 gap-y-2 text-sm sm:grid-cols-[9rem_1fr]">
        <dt className="text-ink-faint">{t("evidenceData")}</dt>
        <dd className="text-ink-soft">{data}</dd>
        <dt className="text-ink-faint">{t("evidenceCounter")}</dt>
        <dd>
          {counter.length === 0 ? (
            <span className="text-ink-soft">{t("evidenceCounterNone")}</span>
          ) : (
            <ul className="flex flex-col gap-1">
              {counter.map((point, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a fixed list of sentences
                <li key={index} className="flex gap-1.5">
                  <CircleAlert aria-hidden="true" className="mt-[3px] size-3.5 shrink-0 text-ink-faint" />
                  <span>{point}</span>
                </li>
              ))}
            </ul>
          )}
        </dd>
      </dl>
      {actions ? <div className="flex flex-wrap gap-2 pt-1">{actions}</div> : null}
    </article>
  );
}

function IntervalBar({
  low,
  value,
  high,
  extent,
}: {
  low: number;
  value: number;
  high: number;
  extent: number;
}) {
  const place = (x: number) => Math.min(100, Math.max(0, 50 + (x / (extent || 1)) * 50));
  const tone = low > 0 ? "bg-accent" : high < 0 ? "bg-loss" : "bg-ink-faint";
  return (
    <div aria-hidden="true" className="relative h-4">
      <div className="absolute inset-x-0 top-1/2 h-px bg-line" />
      <div className="absolute inset-y-0 left-1/2 w-px bg-line-strong" />
      <div
        className={cn("absolute top-1/2 h-1.5 -translate-y-1/2 rounded-full opacity-35", tone)}
        style={{ left: `${place(low)}%`, width: `${place(high) - place(low)}%` }}
      />
      <div
        className={cn("absolute top-1/2 size-2.5 -translate-1/2 rounded-full ring-2 ring-surface", tone)}
        style={{ left: `${place(value)}%` }}
      />
    </div>
  );
}
