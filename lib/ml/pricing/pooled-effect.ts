/** An effect of the whole shop, held to what is usual: few shops' prices move in ways that tell it well. */
export function pooledEffect(
  estimate: number,
  error: number,
  prior: { readonly mean: number; readonly deviation: number },
): { readonly value: number; readonly error: number } {
  const told = 1 / Math.max(0.1, error) ** 2;
  const before = 1 / prior.deviation ** 2;
  return {
    value: (told * estimate + before * prior.mean) / (told + before),
    error: 1 / Math.sqrt(told + before),
  };
}
