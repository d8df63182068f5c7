import { z } from "zod";
import { areaUnderRoc } from "../../ml/metrics/classification";
import { type IntentAnswer, IntentClassifier } from "../../ml/text/intent-classifier";
import { LabError } from "../lab-error";
import { readTable } from "../read-table";
import { requireColumn, textColumn } from "../table";
import { defineTask, figure, fileOption, seedOption } from "../task";
import { timed } from "../timed";

const TEXT_NAMES = ["text", "utterance", "message", "query", "sentence", "question"];
/** "intent" before "category": a file that has both means the finer one. */
const LABEL_NAMES = ["intent", "category", "label", "class"];

interface LabelledTexts {
  readonly texts: readonly string[];
  readonly labels: readonly string[];
}

/** Learns what messages are about on one file and is judged on another. */
export const intentsTask = defineTask({
  name: "intents",
  summary: "Learns the intents of messages, and when to answer, to offer three or to hand off.",
  options: z.object({
    train: fileOption,
    test: fileOption,
    oos: z.string({ error: "needs a label" }).min(1).optional(),
    seed: seedOption,
  }),
  result: z.object({
    task: z.literal("intents"),
    trainMessages: z.number(),
    testMessages: z.number(),
    intents: z.number(),
    /** Share of the test messages in scope whose intent is right, hand-offs included. */
    accuracy: figure,
    /** Share of them whose intent is among the first three. */
    topThreeAccuracy: figure,
    /** The commonest training intent for every message. */
    baselineAccuracy: figure,
    /** How well the largest margin tells messages in scope from those that are not. */
    oosAuroc: figure,
    /** Share of out-of-scope messages below the threshold that keeps 95 % of held-out messages in scope. */
    oosRecall: figure,
    /** Share of the test messages in scope that the same threshold keeps. */
    keptShare: figure,
    threshold: figure,
    answeredShare: figure,
    answeredAccuracy: figure,
    fitSeconds: figure,
    fitCpuSeconds: figure,
    messageMs: figure,
    messageCpuMs: figure,
    seed: z.number(),
  }),
  run({ train, test, oos, seed }, { progress }) {
    const learned = readMessages(train);
    const judged = readMessages(test);
    progress(`Learning from ${learned.texts.length} messages.`);
    const learner = new IntentClassifier({ seed, ...(oos === undefined ? {} : { outOfScopeLabel: oos }) });
    const { value: model, seconds, cpuSeconds } = timed(() => learner.fit(learned.texts, learned.labels));
    // Messages come one at a time, so they are timed one at a time.
    const {
      value: answers,
      seconds: answerSeconds,
      cpuSeconds: answerCpuSeconds,
    } = timed(() => judged.texts.map((text) => model.predict([text])[0]!));
    const inScope = judged.labels.map((label) => label !== oos);
    const inside = answers.filter((_, i) => inScope[i]);
    const truth = judged.labels.filter((_, i) => inScope[i]);
    const usual = commonest(learned.labels, oos);
    const outside = answers.filter((_, i) => !inScope[i]);
    const kept = (answer: IntentAnswer): boolean => answer.band !== "handoff";
    const given = inside
      .map((answer, i) => ({ answer, truth: truth[i]! }))
      .filter(({ answer }) => answer.band === "answer");
    return {
      task: "intents" as const,
      trainMessages: learned.texts.length,
      testMessages: judged.texts.length,
      intents: model.intents.length,
      accuracy: share(inside, (answer, i) => answer.intents[0]!.intent === truth[i]),
      topThreeAccuracy: share(inside, (answer, i) =>
        answer.intents.some(({ intent }) => intent === truth[i]),
      ),
      baselineAccuracy: share(truth, (label) => label === usual),
      oosAuroc:
        outside.length > 0 && inside.length > 0
          ? areaUnderRoc(
              inScope.map(Number),
              answers.map((answer) => answer.intents[0]!.margin),
            )
          : null,
      oosRecall: share(outside, (answer) => !kept(answer)),
      keptShare: share(inside, kept),
      threshold: model.bands.messages > 0 ? model.bands.offerFrom : null,
      answeredShare: share(inside, (answer) => answer.band === "answer"),
      answeredAccuracy: share(given, ({ answer, truth }) => answer.intents[0]!.intent === truth),
      fitSeconds: seconds,
      fitCpuSeconds: cpuSeconds,
      messageMs: (1000 * answerSeconds) / judged.texts.length,
      messageCpuMs: (1000 * answerCpuSeconds) / judged.texts.length,
      seed,
    };
  },
});

function share<T>(values: readonly T[], holds: (value: T, i: number) => boolean): number | null {
  return values.length === 0 ? null : values.filter(holds).length / values.length;
}

function commonest(labels: readonly string[], aside: string | undefined): string {
  const counts = new Map<string, number>();
  for (const label of labels) if (label !== aside) counts.set(label, (counts.get(label) ?? 0) + 1);
  return [...counts].reduce((best, entry) => (entry[1] > best[1] ? entry : best))[0];
}

function readMessages(path: string): LabelledTexts {
  // By position a file without a header holds text and intent; the other names only tell a header from data.
  const table = readTable(path, {
    names: ["text", "intent", ...TEXT_NAMES.slice(1), ...LABEL_NAMES.slice(1)],
  });
  const texts = textColumn(table, requireColumn(table, TEXT_NAMES));
  const labels = textColumn(table, requireColumn(table, LABEL_NAMES));
  const blank = labels.indexOf("");
  if (blank >= 0)
    throw new LabError("BAD_VALUE", `A row of ${table.source} has no intent.`, table.lines[blank]!);
  return { texts, labels };
}
