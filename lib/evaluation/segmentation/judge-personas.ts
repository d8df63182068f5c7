import type { WorldSettings } from "@/lib/world/types";
import { createWorld } from "@/lib/world/world";
import {
  evaluateSegmentation,
  type PreparedCustomers,
  type SegmentationReport,
} from "./evaluate-segmentation";

/** The same, for a shop of which only the settings are known: the hidden truth is recomputed from them. */
export function judgePersonas(
  settings: WorldSettings,
  customers: PreparedCustomers,
  options: Parameters<typeof evaluateSegmentation>[2] = {},
): SegmentationReport {
  return evaluateSegmentation(createWorld(settings), customers, options);
}
