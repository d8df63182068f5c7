import { expect, it } from "vitest";
import { estimateTimeLeft } from "./estimate-time-left";

const startedAt = "2026-01-01T00:00:00.000Z";
const at = (seconds: number) => Date.parse(startedAt) + seconds * 1_000;
const progress = (step: number, totalSteps: number | null) => ({ phase: "fit", step, totalSteps });

it("takes the pace so far: a quarter in ten seconds leaves thirty", () => {
  expect(estimateTimeLeft({ startedAt, progress: progress(5, 20) }, at(10))).toEqual({
    fraction: 0.25,
    timeLeftMs: 30_000,
  });
});

it("does not guess in the first moments", () => {
  expect(estimateTimeLeft({ startedAt, progress: progress(1, 4) }, at(1)).timeLeftMs).toBeNull();
  expect(estimateTimeLeft({ startedAt, progress: progress(1, 100) }, at(60)).timeLeftMs).toBeNull();
});

it("knows no share where the number of steps is unknown or nothing has begun", () => {
  expect(estimateTimeLeft({ startedAt, progress: progress(3, null) }, at(9)).fraction).toBeNull();
  expect(estimateTimeLeft({ startedAt: null, progress: null }, at(9)).fraction).toBeNull();
});
