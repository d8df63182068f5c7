"use client";
import { ErrorState } from "@/components/ui/error-state";

/** An unexpected failure of one page: its text stays on the server, the digest finds it there. */
export default function PageError({
  error,
  reset,
}: {
  error: Error & { digest?: string };
  reset: () => void;
}) {
  return <ErrorState reference={error.digest} onRetry={reset} />;
}
