"use client";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { ThemeProvider } from "next-themes";
import { type ReactNode, useState } from "react";
import { Toaster } from "@/components/ui/toast";

export interface ProvidersProps {
  /** The request's CSP nonce: the theme's inline script carries it. */
  readonly nonce?: string | undefined;
  readonly children: ReactNode;
}

/**
 * What every page needs around it. Stands inside `<NextIntlClientProvider>`, itself inside `<html
 * suppressHydrationWarning>`, because the theme's class is set before React wakes up.
 */
export function Providers({ nonce, children }: ProvidersProps) {
  const [queryClient] = useState(
    () =>
      new QueryClient({
        // Pages arrive with their data in the cache: do not ask again at once.
        defaultOptions: { queries: { staleTime: 30_000, refetchOnWindowFocus: false, retry: 1 } },
      }),
  );
  return (
    <ThemeProvider
      attribute="class"
      defaultTheme="system"
      enableSystem
      disableTransitionOnChange
      {...(nonce ? { nonce } : {})}
    >
      <QueryClientProvider client={queryClient}>
        {children}
        <Toaster />
      </QueryClientProvider>
    </ThemeProvider>
  );
}
