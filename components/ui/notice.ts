import type { ReactNode } from "react";

export interface NoticeOptions {
  readonly description?: ReactNode;
  /** "Undo", "Revert" or "Open". */
  readonly action?: { readonly label: string; readonly onPress: () => void };
}
export interface Notice extends NoticeOptions {
  readonly id: number;
  readonly kind: "done" | "failed" | "say";
  readonly title: string;
}
