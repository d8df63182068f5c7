import { z } from "zod";
import { FEATURE_NAMES } from "@/lib/domain/features/customer-features";
import { MAX_CLUSTERS, MIN_CLUSTERS } from "@/lib/domain/segments/cluster-range";

/** What a person chooses when starting a segmentation; the form and the run parse it with this. */
export const segmentationParams = z.object({
  features: z
    .array(z.enum(FEATURE_NAMES))
    .min(1)
    .max(FEATURE_NAMES.length)
    .refine((names) => new Set(names).size === names.length, { error: "Each feature may be chosen once." }),
  clusters: z.union([z.literal("auto"), z.number().int().min(MIN_CLUSTERS).max(MAX_CLUSTERS)]),
  seed: z.number().int().min(0).max(2_147_483_647),
  name: z.string().trim().min(1).max(80).optional(),
});
export type SegmentationParams = z.infer<typeof segmentationParams>;
