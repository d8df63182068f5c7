"use client";
import dynamic from "next/dynamic";
import { SkeletonChart } from "@/components/ui/skeleton";

/** Loaded when the page stands: its facts need no charts. */
export const ProductHistory = dynamic(
  () => import("./product-history-charts").then((module) => module.ProductHistoryCharts),
  { ssr: false, loading: () => <SkeletonChart /> },
);
