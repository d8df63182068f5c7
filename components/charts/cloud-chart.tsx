"use client";
import { useTranslations } from "next-intl";
import {
  type KeyboardEvent,
  type PointerEvent,
  type ReactNode,
  useEffect,
  useMemo,
  useRef,
  useState,
} from "react";
import { cn } from "@/components/ui/class-names";
import { useFormat } from "@/components/ui/shop-format";
import { ChartFrame, type ChartFrameProps } from "./chart-frame";
import type { ChartTable } from "./chart-table";
import { chartColour, resolveColours } from "./colours";
import { type CloudPaint, drawCloud } from "./draw-cloud";
import { PointGrid } from "./point-grid";
import { type CloudPoints, groupSizes, layOutCloud } from "./prepare-cloud";
import { useElementWidth } from "./use-element-width";
import { useRootClass } from "./use-root-class";

/** How far from a point the pointer may be and still mean it. */
const REACH_PX = 14;
const ARROWS: Record<string, "up" | "down" | "left" | "right"> = {
  ArrowUp: "up",
  ArrowDown: "down",
  ArrowLeft: "left",
  ArrowRight: "right",
};

export interface CloudGroup {
  /** The place that decides the colour. */
  readonly position: number;
  readonly name: string;
  /** Members in all; by default the points shown. */
  readonly count?: number;
}
export interface CloudChartProps
  extends Pick<
    ChartFrameProps,
    "title" | "subtitle" | "fileName" | "empty" | "bare" | "actions" | "className"
  > {
  readonly points: CloudPoints;
  readonly groups: readonly CloudGroup[];
  readonly xLabel?: string;
  readonly yLabel?: string;
  readonly heightPx?: number;
  /** When only a sample of so many is shown. */
  readonly total?: number;
  /** Controlled selection of a group's position; null shows all. */
  readonly selectedGroup?: number | null;
  readonly onSelectGroup?: (position: number | null) => void;
  readonly onOpen?: (id: string) => void;
  /** More lines in the tooltip of a point. */
  readonly describe?: (index: number) => ReactNode;
}

/** Thousands of points: hover one to know it, press it to open it, choose a group to see where it lies. */
export function CloudChart(props: CloudChartProps) {
  const t = useTranslations("charts");
  const format = useFormat();
  const rootClass = useRootClass();
  const { points, groups, heightPx = 420, onOpen } = props;
  const [boxRef, widthPx] = useElementWidth<HTMLDivElement>();
  const canvasRef = useRef<HTMLCanvasElement>(null);
  const [active, setActive] = useState(-1);
  const [ownSelection, setOwnSelection] = useState<number | null>(null);
  const selected = props.selectedGroup === undefined ? ownSelection : props.selectedGroup;
  const select = props.onSelectGroup ?? setOwnSelection;

  const layout = useMemo(
    () => (widthPx > 0 ? layOutCloud(points, widthPx, heightPx) : null),
    [points, widthPx, heightPx],
  );
  const grid = useMemo(
    () =>
      layout
        ? new PointGrid(
            layout.px,
            layout.py,
            (index) => selected === null || points.groups[index] === selected,
          )
        : null,
    [layout, points, selected],
  );
  const nameOf = useMemo(() => new Map(groups.map(({ position, name }) => [position, name])), [groups]);
  const sizes = useMemo(() => groupSizes(points.groups), [points]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: the theme changes what the colours resolve to
  useEffect(() => {
    const canvas = canvasRef.current;
    const box = boxRef.current;
    if (!canvas || !box || !layout) return;
    const places = [...sizes.keys()];
    const [ink = "#000", surface = "#fff", ...colours] = resolveColours(box, [
      "var(--ink)",
      "var(--surface)",
      ...places.map(chartColour),
    ]);
    const paint: CloudPaint = {
      ink,
      surface,
      colourOf: new Map(places.map((place, index) => [place, colours[index] ?? ink])),
      font: `600 12px ${getComputedStyle(box).fontFamily}`,
    };
    drawCloud(
      canvas,
      points,
      layout,
      paint,
      { selectedGroup: selected, activePoint: active, nameOf },
      widthPx,
      heightPx,
    );
  }, [layout, points, selected, active, nameOf, sizes, widthPx, heightPx, rootClass, boxRef]);

  const pointAt = (event: PointerEvent<HTMLCanvasElement>) => {
    const frame = event.currentTarget.getBoundingClientRect();
    return grid?.nearest(event.clientX - frame.left, event.clientY - frame.top, REACH_PX) ?? -1;
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const direction = ARROWS[event.key];
    if (direction && grid && layout) {
      const next =
        active < 0 ? grid.nearest(widthPx / 2, heightPx / 2, widthPx) : grid.towards(active, direction);
      if (next >= 0) setActive(next);
    } else if (event.key === "Enter" && active >= 0) onOpen?.(points.ids[active]!);
    else if (event.key === "Escape") {
      setActive(-1);
      select(null);
    } else return;
    event.preventDefault();
  };

  const table = useMemo<ChartTable>(() => {
    const rows = points.ids.map((_, index) => [
      points.names[index]!,
      nameOf.get(points.groups[index]!) ?? String(points.groups[index]! + 1),
      points.x[index]!,
      points.y[index]!,
    ]);
    return {
      columns: [
        { header: t("name") },
        { header: t("group") },
        { header: props.xLabel ?? "x", align: "end" },
        { header: props.yLabel ?? "y", align: "end" },
      ],
      rows,
      texts: rows.map((row) =>
        row.map((value) => (typeof value === "number" ? format.number(value) : value)),
      ),
    };
  }, [points, nameOf, t, format, props.xLabel, props.yLabel]);

  const sizeOf = ({ position, count }: CloudGroup) => count ?? sizes.get(position) ?? 0;
  const summary = t("summaryCloud", {
    count: points.ids.length,
    groups: groups.length,
    sizes: format.list(
      groups.map((group) => t("groupSize", { name: group.name, count: format.number(sizeOf(group)) })),
    ),
  });
  const sampled = props.total !== undefined && props.total > points.ids.length;

  return (
    <ChartFrame
      title={props.title}
      subtitle={props.subtitle}
      summary={summary}
      table={table}
      fileName={props.fileName}
      empty={props.empty}
      bare={props.bare}
      actions={props.actions}
      className={props.className}
      note={
        sampled
          ? t("sampleOf", { shown: format.number(points.ids.length), total: format.number(props.total) })
          : undefined
      }
      legend={
        <ul aria-label={t("legend")} className="-mx-1.5 -my-1 flex flex-wrap gap-x-1 gap-y-0.5">
          {groups.map((group) => {
            const on = selected === group.position;
            return (
              <li key={group.position}>
                <button
                  type="button"
                  aria-pressed={on}
                  title={on ? t("allGroups") : t("onlyGroup", { name: group.name })}
                  onClick={() => select(on ? null : group.position)}
                  className={cn(
                    "flex items-center gap-1.5 rounded-sm px-1.5 py-1 text-xs transition-colors hover:bg-hover",
                    selected !== null && !on && "text-ink-faint",
                    on && "bg-hover",
                  )}
                >
                  <span
                    aria-hidden="true"
                    className={cn("size-2.5 rounded-full", selected !== null && !on && "opacity-30")}
                    style={{ background: chartColour(group.position) }}
                  />
                  {group.name}
                  <span className="text-ink-faint tabular-nums">{format.number(sizeOf(group))}</span>
                </button>
              </li>
            );
          })}
        </ul>
      }
    >
      <div ref={boxRef} className="relative" style={{ height: heightPx }}>
        <div
          role="application"
          aria-label={`${summary} ${t("cloudKeys")}`}
          // biome-ignore lint/a11y/noNoninteractiveTabindex: the way in for the keyboard
          tabIndex={0}
          onKeyDown={onKeyDown}
          className="size-full rounded-sm"
        >
          <canvas
            ref={canvasRef}
            onPointerMove={(event) => setActive(pointAt(event))}
            onPointerLeave={() => setActive(-1)}
            onClick={() => active >= 0 && onOpen?.(points.ids[active]!)}
            className={cn(
              "absolute inset-0 size-full touch-manipulation",
              active >= 0 && onOpen && "cursor-pointer",
            )}
          />
        </div>
        {props.yLabel ? (
          <span className="pointer-events-none absolute top-0 left-0 text-ink-faint text-xs">
            ↑ {props.yLabel}
          </span>
        ) : null}
        {props.xLabel ? (
          <span className="pointer-events-none absolute right-0 bottom-0 text-ink-faint text-xs">
            {props.xLabel} →
          </span>
        ) : null}
        {active >= 0 && layout ? (
          <div
            role="status"
            className="pointer-events-none absolute z-10 w-max max-w-64 rounded-md border bg-surface px-2.5 py-1.5 text-xs shadow-float"
            style={{
              left: Math.min(Math.max(layout.px[active]! + 12, 0), Math.max(0, widthPx - 190)),
              top: layout.py[active]! > heightPx - 90 ? undefined : layout.py[active]! + 12,
              bottom: layout.py[active]! > heightPx - 90 ? heightPx - layout.py[active]! + 12 : undefined,
            }}
          >
            <p className="font-medium">{points.names[active]}</p>
            <p className="flex items-center gap-1.5 text-ink-soft">
              <span
                aria-hidden="true"
                className="size-2 rounded-full"
                style={{ background: chartColour(points.groups[active]!) }}
              />
              {nameOf.get(points.groups[active]!)}
            </p>
            {props.describe?.(active)}
          </div>
        ) : null}
      </div>
    </ChartFrame>
  );
}
