import { z } from "zod";
import { internalRoute } from "@/app/_doors/internal-route";
import { getSegmentationMap } from "@/lib/services/segments/get-segmentation";

export const GET = internalRoute<{ store: string; id: string }>(({ actor, params }) =>
  getSegmentationMap(actor, z.uuid().parse(params.id)),
);
