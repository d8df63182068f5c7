import { trainMessage } from "@/lib/contracts/training";
import { runTraining } from "@/lib/services/training/run-training";
import type { JobContext } from "../job-context";

/** Carries out the run that a message points at. A run that no longer waits makes the message void. */
export async function handleTrain(payload: unknown, context: JobContext): Promise<void> {
  await runTraining(trainMessage.parse(payload), context);
}
