"use client";
import Link from "next/link";
import { chartColour } from "@/components/charts/colours";
import { useFormat } from "@/components/ui/shop-format";
import { useSegmentWords } from "@/components/words/segment-words";
import type { SegmentationView } from "@/lib/contracts/segments";

/** Each segment's share of the customers, largest first; a name leads to its customers. */
export function SegmentShares({ store, segmentation }: { store: string; segmentation: SegmentationView }) {
  const format = useFormat();
  const segments = useSegmentWords()(segmentation.segments, segmentation.customerCount);
  return (
    <ul className="flex flex-col gap-3">
      {segments.map((segment) => (
        <li
          key={segment.id}
          className="grid grid-cols-[minmax(0,1fr)_auto] items-baseline gap-x-4 gap-y-1 text-sm"
        >
          <Link
            href={`/${store}/customers?segment=${segment.id}`}
            className="font-medium underline-offset-4 hover:underline"
          >
            {segment.name}
          </Link>
          <span className="text-ink-soft tabular-nums">
            {format.number(segment.size)} · {format.percent(segment.share, { decimals: 0 })}
          </span>
          <span aria-hidden="true" className="col-span-2 h-2 overflow-hidden rounded-full bg-sunken">
            <span
              className="block h-full rounded-full"
              style={{ width: `${segment.share * 100}%`, background: chartColour(segment.position) }}
            />
          </span>
        </li>
      ))}
    </ul>
  );
}
