/**
 * Where the words are: `messages/<locale>/<namespace>.json`, one namespace per feature, so that two people
 * who work on two features never edit the same file.
 *
 * To add a feature's words: write `messages/en/<feature>.json` and `messages/zh-CN/<feature>.json` with the
 * same keys and placeholders, and add one line here (alphabetical order). `messages.test.ts` fails when a
 * file is missing here, when the keys or placeholders of the two languages differ, or when a text is empty.
 * Components read them with `useTranslations("<feature>")`; keys are checked by the compiler.
 */
export const NAMESPACES = {
  auth: [() => import("./messages/en/auth.json"), () => import("./messages/zh-CN/auth.json")],
  charts: [() => import("./messages/en/charts.json"), () => import("./messages/zh-CN/charts.json")],
  common: [() => import("./messages/en/common.json"), () => import("./messages/zh-CN/common.json")],
  customers: [() => import("./messages/en/customers.json"), () => import("./messages/zh-CN/customers.json")],
  features: [() => import("./messages/en/features.json"), () => import("./messages/zh-CN/features.json")],
  imports: [() => import("./messages/en/imports.json"), () => import("./messages/zh-CN/imports.json")],
  list: [() => import("./messages/en/list.json"), () => import("./messages/zh-CN/list.json")],
  overview: [() => import("./messages/en/overview.json"), () => import("./messages/zh-CN/overview.json")],
  pricing: [() => import("./messages/en/pricing.json"), () => import("./messages/zh-CN/pricing.json")],
  "pricing-lists": [
    () => import("./messages/en/pricing-lists.json"),
    () => import("./messages/zh-CN/pricing-lists.json"),
  ],
  "pricing-models": [
    () => import("./messages/en/pricing-models.json"),
    () => import("./messages/zh-CN/pricing-models.json"),
  ],
  "pricing-policies": [
    () => import("./messages/en/pricing-policies.json"),
    () => import("./messages/zh-CN/pricing-policies.json"),
  ],
  "pricing-products": [
    () => import("./messages/en/pricing-products.json"),
    () => import("./messages/zh-CN/pricing-products.json"),
  ],
  products: [() => import("./messages/en/products.json"), () => import("./messages/zh-CN/products.json")],
  recommendations: [
    () => import("./messages/en/recommendations.json"),
    () => import("./messages/zh-CN/recommendations.json"),
  ],
  segmentation: [
    () => import("./messages/en/segmentation.json"),
    () => import("./messages/zh-CN/segmentation.json"),
  ],
  settings: [() => import("./messages/en/settings.json"), () => import("./messages/zh-CN/settings.json")],
  shell: [() => import("./messages/en/shell.json"), () => import("./messages/zh-CN/shell.json")],
  timeline: [() => import("./messages/en/timeline.json"), () => import("./messages/zh-CN/timeline.json")],
  training: [() => import("./messages/en/training.json"), () => import("./messages/zh-CN/training.json")],
  ui: [() => import("./messages/en/ui.json"), () => import("./messages/zh-CN/ui.json")],
} as const;

export type Namespace = keyof typeof NAMESPACES;

/** The shape of all messages, read off the English files. */
export type Messages = {
  [N in Namespace]: Awaited<ReturnType<(typeof NAMESPACES)[N][0]>>["default"];
};
