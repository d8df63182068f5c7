import { ZodError } from "zod";
import type { PublicError } from "@/lib/contracts/action-result";
import { AppError } from "@/lib/domain/errors";
import { newId } from "@/lib/platform/ids";
import { logger } from "@/lib/platform/logger";

/**
 * What the reader may know of a failure, in English. A foreseen one says itself; an unexpected one becomes a
 * reference into the log, and its text stays on the server.
 */
export function publicFailure(error: unknown, where: string): PublicError {
  if (error instanceof AppError)
    return { code: error.code, message: error.publicMessage, fieldErrors: error.fieldErrors };
  if (error instanceof ZodError)
    return {
      code: "INVALID",
      message: "Some of what was entered cannot be used.",
      fieldErrors: Object.fromEntries(error.issues.map((issue) => [issue.path.join("."), issue.message])),
    };
  const reference = newId();
  logger.error({ err: error, where, reference }, "unexpected failure");
  return {
    code: "INTERNAL",
    message: "Something went wrong on our side. Nothing was changed.",
    reference,
  };
}
