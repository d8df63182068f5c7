import type { NextConfig } from "next";
import createNextIntlPlugin from "next-intl/plugin";

const config: NextConfig = {
  poweredByHeader: false,
  reactStrictMode: true,
  serverExternalPackages: ["pg", "pino", "sharp", "@electric-sql/pglite", "pg-boss"],
  // The demo does not check types: whoever changes code runs `npm test`, which checks them beforehand.
  typescript: { ignoreBuildErrors: process.env.SOUK_TYPES_CHECKED === "1" },
  turbopack: { root: import.meta.dirname },
};

export default createNextIntlPlugin({
  requestConfig: "./lib/i18n/request.ts",
  // Messages are compiled by the build: the browser needs no parser for them (9 kB of compressed script).
  experimental: {
    messages: { path: "./lib/i18n/messages", format: "json", locales: "infer", precompile: true },
  },
})(config);
