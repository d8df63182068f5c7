import type { ErrorCode } from "@/lib/domain/errors";

/** What a failed request tells the reader; HTTP bodies and server actions share it. */
export interface PublicError {
  readonly code: ErrorCode;
  readonly message: string;
  readonly fieldErrors?: Readonly<Record<string, string>> | undefined;
  /** Finds the whole story in the server's log. */
  readonly reference?: string | undefined;
}

export type ActionResult<T> =
  | { readonly ok: true; readonly data: T }
  | { readonly ok: false; readonly error: PublicError };
