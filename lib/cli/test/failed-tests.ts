import { z } from "zod";

const vitestReport = z.object({
  testResults: z.array(
    z.object({
      name: z.string(),
      message: z.string().optional(),
      assertionResults: z.array(
        z.object({
          fullName: z.string(),
          status: z.string(),
          failureMessages: z.array(z.string()).nullish(),
        }),
      ),
    }),
  ),
});

/** @param report what Vitest's json reporter wrote @returns each failed test with the first line of its reason */
export function listFailedVitest(report: unknown): string[] {
  return vitestReport.parse(report).testResults.flatMap(({ name, message, assertionResults }) => {
    const failed = assertionResults.filter(({ status }) => status === "failed");
    if (failed.length > 0)
      return failed.map(
        ({ fullName, failureMessages }) => `${fullName}: ${firstLine(failureMessages?.[0] ?? "")}`,
      );
    return message && assertionResults.length === 0 ? [`${name}: ${firstLine(message)}`] : [];
  });
}

interface Suite {
  suites?: Suite[] | undefined;
  specs?: { title: string; ok: boolean; file: string; line: number }[] | undefined;
}
const suite: z.ZodType<Suite> = z.lazy(() =>
  z.object({
    suites: z.array(suite).optional(),
    specs: z
      .array(z.object({ title: z.string(), ok: z.boolean(), file: z.string(), line: z.number() }))
      .optional(),
  }),
);

/** @param report what Playwright's json reporter wrote */
export function listFailedPlaywright(report: unknown): string[] {
  const walk = ({ suites = [], specs = [] }: Suite): string[] => [
    ...specs.filter(({ ok }) => !ok).map(({ file, line, title }) => `${file}:${line}: ${title}`),
    ...suites.flatMap(walk),
  ];
  return walk(suite.parse(report));
}

function firstLine(text: string): string {
  return text.split("\n", 1)[0]!.trim();
}
