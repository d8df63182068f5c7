"use server";

import { revalidatePath } from "next/cache";
import { runAction } from "@/app/_doors/action";
import { addEndpointInput, deliveryIdInput, endpointIdInput } from "@/lib/contracts/webhooks";
import {
  addWebhookEndpoint,
  removeWebhook,
  renewWebhookSecret,
  resendWebhook,
} from "@/lib/services/webhooks/webhook-endpoints";

const PAGE = "/[store]/settings/webhooks";

export async function addEndpointAction(store: string, input: unknown) {
  const result = await runAction(store, addEndpointInput, input, addWebhookEndpoint);
  if (result.ok) revalidatePath(PAGE, "page");
  return result;
}

export async function renewSecretAction(store: string, input: unknown) {
  const result = await runAction(store, endpointIdInput, input, renewWebhookSecret);
  if (result.ok) revalidatePath(PAGE, "page");
  return result;
}

export async function removeEndpointAction(store: string, input: unknown) {
  const result = await runAction(store, endpointIdInput, input, async (actor, { endpointId }, now) => {
    await removeWebhook(actor, endpointId, now);
    return null;
  });
  if (result.ok) revalidatePath(PAGE, "page");
  return result;
}

export async function resendDeliveryAction(store: string, input: unknown) {
  const result = await runAction(store, deliveryIdInput, input, async (actor, { deliveryId }, now) => {
    await resendWebhook(actor, deliveryId, now);
    return null;
  });
  if (result.ok) revalidatePath(PAGE, "page");
  return result;
}
