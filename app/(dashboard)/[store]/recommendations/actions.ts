"use server";

import { revalidatePath } from "next/cache";
import { runAction } from "@/app/_doors/action";
import {
  placementInput,
  proposeSplitInput,
  publishPolicyInput,
  savePolicyInput,
} from "@/lib/contracts/ranking-policy";
import { replayInput } from "@/lib/contracts/recommendation-results";
import { modelVersionInput } from "@/lib/contracts/recommendation-training";
import { enqueueTrainingInput } from "@/lib/contracts/training";
import { declineSplit } from "@/lib/services/recommendations/decline-split";
import { promoteRecommendationModel } from "@/lib/services/recommendations/promote-model";
import { proposeSplit } from "@/lib/services/recommendations/propose-split";
import { publishPolicy } from "@/lib/services/recommendations/publish-policy";
import { replayPolicy } from "@/lib/services/recommendations/replay-policy";
import { savePolicy } from "@/lib/services/recommendations/save-policy";
import { enqueueTraining } from "@/lib/services/training/enqueue-training";

const PAGES = "/[store]/recommendations";

export async function savePolicyAction(store: string, input: unknown) {
  const result = await runAction(store, savePolicyInput, input, savePolicy);
  if (result.ok) revalidatePath(PAGES, "layout");
  return result;
}

export async function publishPolicyAction(store: string, input: unknown) {
  const result = await runAction(store, publishPolicyInput, input, async (actor, parsed, now) => {
    await publishPolicy(actor, parsed, now);
    return null;
  });
  if (result.ok) revalidatePath(PAGES, "layout");
  return result;
}

export async function proposeSplitAction(store: string, input: unknown) {
  const result = await runAction(store, proposeSplitInput, input, async (actor, parsed, now) => {
    await proposeSplit(actor, parsed, now);
    return null;
  });
  if (result.ok) revalidatePath(PAGES, "layout");
  return result;
}

export async function declineSplitAction(store: string, input: unknown) {
  const result = await runAction(store, placementInput, input, async (actor, parsed, now) => {
    await declineSplit(actor, parsed, now);
    return null;
  });
  if (result.ok) revalidatePath(PAGES, "layout");
  return result;
}

export async function replayPolicyAction(store: string, input: unknown) {
  return runAction(store, replayInput, input, replayPolicy);
}

export async function promoteModelAction(store: string, input: unknown) {
  const result = await runAction(store, modelVersionInput, input, async (actor, parsed, now) => {
    await promoteRecommendationModel(actor, parsed, now);
    return null;
  });
  if (result.ok) revalidatePath(PAGES, "layout");
  return result;
}

export async function trainRecommendationsAction(store: string, input: unknown) {
  return runAction(store, enqueueTrainingInput, input, enqueueTraining);
}
