import { describe, expect, it } from "vitest";
import { AppError } from "@/lib/domain/errors";
import { KeyAllowance, type ShareUses } from "./key-allowance";

const at = (seconds: number) => new Date(Date.UTC(2026, 10, 1) + seconds * 1000);

/** The count that processes share, as the database keeps it. */
function shared(): ShareUses {
  const windows = new Map<string, { count: number; windowStartAt: Date }>();
  return async (key, { uses, windowMs, now }) => {
    const known = windows.get(key);
    const goesOn = known && known.windowStartAt.getTime() > now.getTime() - windowMs;
    const next = goesOn ? { ...known, count: known.count + uses } : { count: uses, windowStartAt: now };
    windows.set(key, next);
    return next;
  };
}

function refusalOf(work: () => void): AppError | null {
  try {
    work();
    return null;
  } catch (error) {
    if (error instanceof AppError) return error;
    throw error;
  }
}

describe("a key's allowance", () => {
  it("lasts a minute, names the seconds to wait, and comes back", () => {
    const allowance = new KeyAllowance(shared(), 3);
    for (const second of [0, 1, 2]) allowance.take("k", at(second));
    const refusal = refusalOf(() => allowance.take("k", at(20)));
    expect(refusal).toMatchObject({ code: "RATE_LIMITED", retryAfterSeconds: 40 });
    allowance.take("other", at(20));
    expect(refusalOf(() => allowance.take("k", at(60)))).toBeNull();
  });

  it("is shared by processes from the moment they told one another", async () => {
    const share = shared();
    const [one, two] = [new KeyAllowance(share, 10), new KeyAllowance(share, 10)];
    for (let k = 0; k < 6; k++) one.take("k", at(0));
    for (let k = 0; k < 4; k++) two.take("k", at(0));
    await one.tell(at(1));
    await two.tell(at(1));
    expect(refusalOf(() => two.take("k", at(2)))?.code).toBe("RATE_LIMITED");
  });

  it("goes on by itself while the others cannot be told, and after a clock that jumped back", async () => {
    const allowance = new KeyAllowance(() => Promise.reject(new Error("away")), 2);
    allowance.take("k", at(0));
    await allowance.tell(at(1));
    allowance.take("k", at(2));
    expect(refusalOf(() => allowance.take("k", at(3)))?.code).toBe("RATE_LIMITED");
    expect(refusalOf(() => allowance.take("k", at(-86_400)))).toBeNull();
  });
});
