/**
 * Something read from the database and kept in this process for a while. Whoever asks gets what is there; once it is
 * older than `freshMs`, the next who ask share one reading. With `whileOld`, they are served the old value meanwhile,
 * and a reading that fails leaves the old value standing.
 */
export class KeptFresh<T> {
  private value: { readonly is: T; readonly readAtMs: number } | undefined;
  private reading: Promise<T> | undefined;

  constructor(
    private readonly read: (before: T | undefined) => Promise<T>,
    private readonly options: { readonly freshMs: number; readonly whileOld: boolean },
  ) {}

  /** @param wallNowMs a clock that runs on, not the shop's: that may stand still or jump */
  async get(wallNowMs: number): Promise<T> {
    const { value } = this;
    const ageMs = value ? wallNowMs - value.readAtMs : Number.POSITIVE_INFINITY;
    if (value && ageMs >= 0 && ageMs < this.options.freshMs) return value.is;
    const reading = this.start(wallNowMs);
    if (!value || !this.options.whileOld) return reading;
    reading.catch(() => undefined);
    return value.is;
  }

  /** Reads anew at the next request: what was kept is known to be old. */
  forget(): void {
    this.value = undefined;
  }

  private start(wallNowMs: number): Promise<T> {
    this.reading ??= this.read(this.value?.is)
      .then((is) => {
        this.value = { is, readAtMs: wallNowMs };
        return is;
      })
      .finally(() => {
        this.reading = undefined;
      });
    return this.reading;
  }
}
