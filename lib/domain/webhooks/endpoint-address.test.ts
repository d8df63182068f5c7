import { describe, expect, it } from "vitest";
import { isPublicIp, refuseAddress } from "./endpoint-address";

describe("an address that may be called", () => {
  it.each([
    "https://shop.example/hooks",
    "https://203.0.114.7/hooks",
    "https://[2606:4700::6810:1]/",
    "http://127.0.0.1:9000/hooks",
    "http://localhost:9000",
    "https://[::1]:9000/",
  ])("%s", (url) => {
    expect(refuseAddress(url)).toBeNull();
  });

  it.each([
    ["hooks", "NOT_A_URL"],
    ["http://shop.example/hooks", "NOT_HTTPS"],
    ["ftp://127.0.0.1/", "NOT_HTTPS"],
    ["file:///etc/passwd", "NOT_HTTPS"],
    ["https://user:secret@shop.example/", "CREDENTIALS"],
    ["https://10.0.0.8/", "PRIVATE"],
    ["https://192.168.1.1/", "PRIVATE"],
    ["https://172.31.255.255/", "PRIVATE"],
    ["https://169.254.169.254/latest/meta-data", "PRIVATE"],
    ["https://0.0.0.0/", "PRIVATE"],
    // The same addresses in disguise: as one number, in hexadecimal, inside IPv6.
    ["https://2852039166/", "PRIVATE"],
    ["https://0xa9fea9fe/", "PRIVATE"],
    ["https://0251.0376.0251.0376/", "PRIVATE"],
    ["https://[::ffff:169.254.169.254]/", "PRIVATE"],
    ["https://[::ffff:7f00:1]/", "PRIVATE"],
    ["https://[64:ff9b::a9fe:a9fe]/", "PRIVATE"],
    ["https://[2002:a9fe:a9fe::]/", "PRIVATE"],
    ["https://[fd00::1]/", "PRIVATE"],
    ["https://[fe80::1]/", "PRIVATE"],
    ["https://[::]/", "PRIVATE"],
  ])("is not %s: %s", (url, refusal) => {
    expect(refuseAddress(url)).toBe(refusal);
  });
});

describe("a resolved address", () => {
  it.each(["8.8.8.8", "172.32.0.1", "100.128.0.1", "198.20.0.1", "2a00:1450::1", "223.255.255.255"])(
    "%s is of the public internet",
    (ip) => expect(isPublicIp(ip)).toBe(true),
  );

  it.each([
    "127.0.0.1",
    "::1",
    "10.1.2.3",
    "100.64.0.1",
    "::ffff:8.8.8.8",
    "224.0.0.1",
    "255.255.255.255",
    "",
    "x",
    "1.2.3",
    "1:2:3",
    "1::2::3",
    "300.1.1.1",
  ])("%s is not", (ip) => expect(isPublicIp(ip)).toBe(false));
});
