"use client";
export function MonthlyRatings(_: { months: readonly { month: string; ratings: number }[] }) {
  return null;
}
