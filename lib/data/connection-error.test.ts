import { describe, expect, it } from "vitest";
import { isConnectionError } from "./connection-error";

describe("an error of a connection", () => {
  it("is known by its code, whoever gave it", () => {
    for (const code of ["ECONNREFUSED", "P1001", "57P01", "08006"])
      expect(isConnectionError(Object.assign(new Error("?"), { code })), code).toBe(true);
  });

  it("is known when Prisma wraps what the driver said of a raw query", () => {
    const message = "Raw query failed. Code: `N/A`. Message: `Server has closed the connection.`";
    expect(isConnectionError(Object.assign(new Error(message), { code: "P2010" }))).toBe(true);
    const meta = {
      driverAdapterError: Object.assign(new Error("?"), { cause: { kind: "ConnectionClosed" } }),
    };
    expect(isConnectionError(Object.assign(new Error("?"), { code: "P2010", meta }))).toBe(true);
  });

  it("is not what the work itself did wrong", () => {
    const meta = { driverAdapterError: { cause: { kind: "UniqueConstraintViolation" } } };
    expect(isConnectionError(Object.assign(new Error("duplicate key"), { code: "P2002", meta }))).toBe(false);
    expect(isConnectionError(new TypeError("no such function"))).toBe(false);
    expect(isConnectionError(undefined)).toBe(false);
  });
});
