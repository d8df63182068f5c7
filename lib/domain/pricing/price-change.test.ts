import { describe, expect, it } from "vitest";
import { AppError } from "../errors";
import { canonicalText } from "./change-content";
import {
  isPriceChangeOver,
  PRICE_CHANGE_EVENTS,
  PRICE_CHANGE_STATUSES,
  PRICE_CHANGE_TRANSITIONS,
  type PriceChangeCommand,
  type PriceChangeState,
  transitionPriceChange,
} from "./price-change";

const MORNING = new Date("2026-03-02T08:00:00Z");
const NOON = new Date("2026-03-02T12:00:00Z");
const LATE = new Date("2026-03-20T08:00:00Z");
const EXPIRES = new Date("2026-03-16T08:00:00Z");

const PROPOSED: PriceChangeState = {
  status: "proposed",
  contentHash: "A",
  inputsHash: "x",
  proposerId: "ann",
  approval: null,
  expiresAt: EXPIRES,
  effectiveAt: null,
};
const byPerson = (id: string, contentHash = "A", inputsHash = "x"): PriceChangeCommand => ({
  event: "approve",
  by: { kind: "person", id },
  contentHash,
  inputsHash,
});
const codeOf = (work: () => unknown): string => {
  try {
    work();
  } catch (error) {
    return error instanceof AppError ? error.code : "other";
  }
  return "done";
};

/** Everything anyone could try, in every combination of who, what content, what inputs and when. */
function everyCommand(): { command: PriceChangeCommand; now: Date }[] {
  const commands: PriceChangeCommand[] = [];
  const plain = ["submit", "reject", "counter", "expire", "revert"] as const;
  for (const event of plain) commands.push({ event });
  for (const by of PRICE_CHANGE_STATUSES) commands.push({ event: "supersede", by });
  for (const id of ["ann", "ben"])
    for (const mayApprove of [true, false]) commands.push({ event: "withdraw", by: { id, mayApprove } });
  for (const contentHash of ["A", "B"])
    for (const by of ["ann", "ben", "system"]) commands.push({ event: "amend", by, contentHash });
  for (const inputsHash of ["x", "y"]) {
    commands.push({ event: "invalidate", inputsHash });
    commands.push({ event: "schedule", inputsHash });
    commands.push({ event: "activate", inputsHash });
    for (const contentHash of ["A", "B"]) {
      for (const id of ["ann", "ben"]) {
        commands.push(byPerson(id, contentHash, inputsHash));
        const from = { effectiveAt: NOON, contentHash: `${contentHash} at noon` };
        commands.push({ ...byPerson(id, contentHash, inputsHash), from } as PriceChangeCommand);
      }
      for (const approvedById of ["ben", null])
        for (const objections of [[], ["TOO_LARGE"]])
          commands.push({
            event: "approve",
            by: { kind: "policy", version: 3, approvedById, objections },
            contentHash,
            inputsHash,
          });
    }
  }
  return commands.flatMap((command) => [MORNING, LATE].map((now) => ({ command, now })));
}

/** A state with what really happened to it, written down beside the machine and not by it. */
interface Watched {
  readonly change: PriceChangeState;
  /** Yeses that a rule-abiding shop would accept, as "content inputs". */
  readonly goodYeses: readonly string[];
}

function step(
  watched: Watched,
  { command, now }: { command: PriceChangeCommand; now: Date },
): Watched | null {
  const { change } = watched;
  let next: PriceChangeState;
  try {
    next = transitionPriceChange(change, command, now);
  } catch (error) {
    if (error instanceof AppError) return null;
    throw error;
  }
  let goodYeses = watched.goodYeses;
  if (command.event === "approve") {
    const allowed =
      command.by.kind === "person"
        ? command.by.id !== change.proposerId
        : command.by.approvedById !== null && command.by.objections.length === 0;
    const current = command.contentHash === change.contentHash && command.inputsHash === change.inputsHash;
    if (allowed && current && now < change.expiresAt)
      goodYeses = [`${command.from?.contentHash ?? command.contentHash} ${command.inputsHash}`];
  }
  // An edit or a move of the inputs ends every earlier yes.
  if (command.event === "amend" || command.event === "invalidate") goodYeses = [];
  return { change: next, goodYeses };
}

describe("the life of a price change", () => {
  it("reaches active on no path without a valid yes to that content on those inputs", () => {
    const commands = everyCommand();
    const starts = (["draft", "proposed"] as const).flatMap((status) =>
      [null, NOON].map((effectiveAt) => ({ change: { ...PROPOSED, status, effectiveAt }, goodYeses: [] })),
    );
    const seen = new Set<string>();
    let queue: Watched[] = starts;
    const statuses = new Set<string>();
    let activations = 0;
    while (queue.length > 0) {
      const next: Watched[] = [];
      for (const watched of queue)
        for (const command of commands) {
          const after = step(watched, command);
          if (!after) continue;
          const { change } = after;
          statuses.add(change.status);
          // No wish ends what was decided on, and nobody takes back what another asked for, but who decides.
          if (command.command.event === "supersede" && watched.change.status !== "proposed")
            expect(["approved", "scheduled", "active"]).toContain(command.command.by);
          if (command.command.event === "withdraw" && !command.command.by.mayApprove)
            expect(command.command.by.id).toBe(watched.change.proposerId);
          if (change.status === "active" && command.command.event === "activate") {
            activations++;
            expect(after.goodYeses).toEqual([`${change.contentHash} ${change.inputsHash}`]);
            expect(command.command).toMatchObject({ inputsHash: change.inputsHash });
            expect(command.now.getTime()).toBeLessThan(EXPIRES.getTime());
          }
          const key = JSON.stringify([change, after.goodYeses]);
          if (seen.has(key)) continue;
          seen.add(key);
          next.push(after);
        }
      queue = next;
    }
    // The search went everywhere, so that what it did not find is not there.
    expect([...statuses].sort()).toEqual([...PRICE_CHANGE_STATUSES].sort());
    expect(activations).toBeGreaterThan(0);
    expect(seen.size).toBeGreaterThan(100);
  });

  it("lets nothing out of a state that is over", () => {
    for (const status of PRICE_CHANGE_STATUSES.filter(isPriceChangeOver))
      for (const { command, now } of everyCommand())
        expect(codeOf(() => transitionPriceChange({ ...PROPOSED, status }, command, now))).toBe("CONFLICT");
    expect(PRICE_CHANGE_STATUSES.filter(isPriceChangeOver)).toEqual([
      "rejected",
      "countered",
      "expired",
      "withdrawn",
      "superseded",
      "reverted",
    ]);
  });

  it("uses only events and statuses that it names", () => {
    for (const steps of Object.values(PRICE_CHANGE_TRANSITIONS))
      for (const [event, status] of Object.entries(steps)) {
        expect(PRICE_CHANGE_EVENTS).toContain(event);
        expect(PRICE_CHANGE_STATUSES).toContain(status);
      }
  });

  it("refuses whoever proposed it, also after they edited another's", () => {
    expect(codeOf(() => transitionPriceChange(PROPOSED, byPerson("ann"), MORNING))).toBe("FORBIDDEN");
    const edited = transitionPriceChange(PROPOSED, { event: "amend", by: "ben", contentHash: "B" }, MORNING);
    expect(codeOf(() => transitionPriceChange(edited, byPerson("ben", "B"), MORNING))).toBe("FORBIDDEN");
    expect(transitionPriceChange(edited, byPerson("ann", "B"), MORNING).status).toBe("approved");
  });

  it("refuses an approval of what was edited while the approver looked at it", () => {
    const edited = transitionPriceChange(PROPOSED, { event: "amend", by: "ann", contentHash: "B" }, MORNING);
    expect(codeOf(() => transitionPriceChange(edited, byPerson("ben", "A"), MORNING))).toBe("CONFLICT");
  });

  it("that an approver puts off is approved with its day, and one that has a day keeps it", () => {
    const from = { effectiveAt: NOON, contentHash: "A at noon" };
    const putOff = { ...byPerson("ben"), from } as PriceChangeCommand;
    expect(transitionPriceChange(PROPOSED, putOff, MORNING)).toMatchObject({
      ...{ effectiveAt: NOON, contentHash: "A at noon", approval: { contentHash: "A at noon" } },
    });
    const dated = { ...PROPOSED, effectiveAt: LATE };
    expect(codeOf(() => transitionPriceChange(dated, putOff, MORNING))).toBe("CONFLICT");
  });

  it("loses its approval when it is edited or its inputs move", () => {
    const approved = transitionPriceChange(PROPOSED, byPerson("ben"), MORNING);
    const edited = transitionPriceChange(approved, { event: "amend", by: "ann", contentHash: "B" }, MORNING);
    expect(edited).toMatchObject({ status: "proposed", approval: null });
    const moved = transitionPriceChange(approved, { event: "invalidate", inputsHash: "y" }, MORNING);
    expect(moved).toMatchObject({ status: "proposed", approval: null, inputsHash: "y" });
    expect(
      codeOf(() => transitionPriceChange(approved, { event: "schedule", inputsHash: "y" }, MORNING)),
    ).toBe("CONFLICT");
  });

  it("gives way, once decided on, to a decision and not to a wish; in force, to what comes into force", () => {
    const yes = transitionPriceChange(PROPOSED, byPerson("ben"), MORNING);
    const scheduled = transitionPriceChange(yes, { event: "schedule", inputsHash: "x" }, MORNING);
    const active = transitionPriceChange(scheduled, { event: "activate", inputsHash: "x" }, MORNING);
    const endedBy = (change: PriceChangeState) =>
      PRICE_CHANGE_STATUSES.filter(
        (by) => codeOf(() => transitionPriceChange(change, { event: "supersede", by }, MORNING)) === "done",
      );
    expect(endedBy(PROPOSED)).toEqual(PRICE_CHANGE_STATUSES);
    expect(endedBy(yes)).toEqual(["approved", "scheduled", "active"]);
    expect(endedBy(scheduled)).toEqual(["approved", "scheduled", "active"]);
    expect(endedBy(active)).toEqual(["active"]);
  });

  it("is taken back by whoever proposed it, or by who decides on prices", () => {
    const withdrawn = (id: string, mayApprove: boolean) =>
      codeOf(() => transitionPriceChange(PROPOSED, { event: "withdraw", by: { id, mayApprove } }, MORNING));
    expect([withdrawn("ann", false), withdrawn("ben", true), withdrawn("ben", false)]).toEqual([
      ...["done", "done", "FORBIDDEN"],
    ]);
  });

  it("does not begin before its time nor after it ran out", () => {
    const later = { ...PROPOSED, effectiveAt: NOON };
    const approved = transitionPriceChange(later, byPerson("ben"), MORNING);
    const scheduled = transitionPriceChange(approved, { event: "schedule", inputsHash: "x" }, MORNING);
    const begin = { event: "activate", inputsHash: "x" } as const;
    expect(codeOf(() => transitionPriceChange(scheduled, begin, new Date(NOON.getTime() - 1)))).toBe(
      "CONFLICT",
    );
    expect(transitionPriceChange(scheduled, begin, NOON).status).toBe("active");
    expect(codeOf(() => transitionPriceChange(scheduled, begin, EXPIRES))).toBe("CONFLICT");
    expect(codeOf(() => transitionPriceChange(PROPOSED, { event: "expire" }, MORNING))).toBe("CONFLICT");
    expect(transitionPriceChange(PROPOSED, { event: "expire" }, EXPIRES).status).toBe("expired");
  });

  it("lets a policy approve only in a version that a person approved, without an objection", () => {
    const by = { kind: "policy", version: 2, approvedById: "ben", objections: [] as string[] } as const;
    const approve = (over: object) =>
      codeOf(() =>
        transitionPriceChange(
          PROPOSED,
          { event: "approve", by: { ...by, ...over }, contentHash: "A", inputsHash: "x" },
          MORNING,
        ),
      );
    expect(approve({})).toBe("done");
    expect(approve({ approvedById: null })).toBe("CONFLICT");
    expect(approve({ objections: ["TOO_LARGE"] })).toBe("CONFLICT");
  });
});

describe("the text a hash is taken of", () => {
  const content = {
    productId: "p",
    currency: "EUR",
    fromMinor: 1990,
    toMinor: 1890,
    compareAtMinor: null,
    effectiveAt: null,
  };
  it("does not depend on the order of the fields and changes with each of them", () => {
    const reversed = Object.fromEntries(Object.entries(content).reverse()) as unknown as typeof content;
    expect(canonicalText(reversed)).toBe(canonicalText(content));
    const texts = Object.keys(content).map((key) =>
      canonicalText({ ...content, [key]: 1 } as typeof content),
    );
    expect(new Set([...texts, canonicalText(content)]).size).toBe(texts.length + 1);
  });
});
