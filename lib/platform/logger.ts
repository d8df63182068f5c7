import { pino } from "pino";

/** Structured lines on standard error; standard output belongs to what a command prints. */
export const logger = pino(
  { level: process.env.LOG_LEVEL ?? "info", base: { pid: process.pid } },
  pino.destination({ fd: 2, sync: true }),
);
