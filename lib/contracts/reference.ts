import { z } from "zod";

/** An id of the shop's own, or ours. */
export const reference = z.string().trim().min(1).max(200);

/** The same where it is kept: NUL cannot be, and half of a surrogate pair would turn into something else. */
export const keptReference = reference.refine((text) => !/[\0\p{Surrogate}]/u.test(text), {
  message: "holds a character that cannot be stored",
});
