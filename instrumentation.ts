/** Next calls it once in each server process, before that answers. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const { overwriteForwardedFor } = await import("./app/_doors/overwrite-forwarded-for");
  overwriteForwardedFor();
}
