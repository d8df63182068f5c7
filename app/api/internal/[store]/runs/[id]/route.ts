import { z } from "zod";
import { internalRoute } from "@/app/_doors/internal-route";
import { getRun } from "@/lib/services/training/get-run";

export const GET = internalRoute<{ store: string; id: string }>(({ actor, params }) =>
  getRun(actor, z.uuid().parse(params.id)),
);
