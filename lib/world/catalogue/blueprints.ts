import { CATEGORIES } from "../parameters";
import type { BothLanguages, CategoryId, Look, Pattern, Shape } from "../types";
import { CLOTHS, type Finish, GLAZES, MATERIALS } from "./finishes";
import { FORMS, type Form } from "./forms";
import { SOLO_GOODS, type SoloGood } from "./solo-goods";
import { TEAS, type Tea } from "./teas";

/** One variant as it is designed, before the world decides price, quality and fate. */
export interface Blueprint {
  readonly groupNo: number;
  readonly variantNo: number;
  readonly category: CategoryId;
  readonly name: BothLanguages;
  readonly groupName: BothLanguages;
  readonly description: BothLanguages;
  readonly maker: string;
  readonly option: { readonly name: BothLanguages; readonly value: BothLanguages } | null;
  readonly tags: readonly string[];
  readonly look: Omit<Look, "seed" | "backdrop">;
  readonly priceMinor: number;
  readonly weightGrams: number;
  readonly style: readonly [number, number, number];
}

type Variant = Omit<Blueprint, "groupNo" | "variantNo">;
type Group = (edition: number) => readonly Variant[];

/**
 * Plans `count` variants: groups are taken category by category in turn, so that even a small shop has
 * something on every shelf; when all are used a second firing of each follows.
 * @param pick whole number below n that depends on its key alone
 */
export function blueprints(count: number, pick: (n: number, key: number) => number): Blueprint[] {
  const byCategory = CATEGORIES.map((category) => groupsOf(category, pick));
  const plans: Blueprint[] = [];
  const perGroup = count < 150 ? 2 : 99;
  let groupNo = 0;
  for (let edition = 0; plans.length < count; edition++) {
    const deepest = Math.max(...byCategory.map((groups) => groups.length));
    for (let depth = 0; depth < deepest && plans.length < count; depth++)
      for (const [shelf, groups] of byCategory.entries()) {
        // Tea is what the shop is known for: its shelf fills three times as fast.
        const pace = CATEGORIES[shelf] === "tea" ? 3 : 1;
        for (const group of groups.slice(depth * pace, (depth + 1) * pace)) {
          groupNo += 1;
          for (const [place, variant] of group(edition).slice(0, perGroup).entries()) {
            if (plans.length >= count) return plans;
            plans.push({ ...variant, groupNo, variantNo: place + 1 });
          }
        }
      }
  }
  return plans;
}

function groupsOf(category: CategoryId, pick: (n: number, key: number) => number): Group[] {
  const forms = FORMS.filter((form) => form.category === category).map(
    (form, index): Group =>
      (edition) =>
        formVariants(form, edition, pick(97, category.length * 131 + index)),
  );
  const solos = SOLO_GOODS.filter((good) => good.category === category).map(
    (good): Group =>
      (edition) =>
        soloVariants(good, edition),
  );
  const teas =
    category === "tea"
      ? TEAS.map(
          (tea): Group =>
            (edition) =>
              teaVariants(tea, edition),
        )
      : [];
  return [...forms, ...solos, ...teas];
}

const ZH_NUMBERS = ["", "", "二", "三", "四", "五", "六", "七", "八", "九", "十"];

function editionName(name: BothLanguages, edition: number): BothLanguages {
  if (edition === 0) return name;
  const number = edition + 1;
  return {
    en: `${name.en} No. ${number}`,
    zh: `${name.zh}·${ZH_NUMBERS[number] ?? number}号`,
  };
}

function formVariants(form: Form, edition: number, start: number): Variant[] {
  const choice: readonly Finish[] =
    form.finishes === "glaze"
      ? GLAZES
      : form.finishes === "cloth"
        ? CLOTHS
        : MATERIALS.filter((material) => form.finishes.includes(material.id));
  // A stride prime to every list length walks through all finishes before one repeats.
  const wanted = form.finishes === "glaze" ? 4 + (start % 3) : Math.min(3, choice.length);
  const group = editionName(form.name, edition);
  const axis =
    choice === GLAZES
      ? { en: "Glaze", zh: "釉色" }
      : choice === CLOTHS
        ? { en: "Weave", zh: "织纹" }
        : { en: "Material", zh: "材质" };
  return Array.from({ length: Math.min(wanted, choice.length) }, (_, place): Variant => {
    const finish = choice[(start + (edition * wanted + place) * 7) % choice.length]!;
    return {
      category: form.category,
      name: { en: `${group.en}, ${finish.name.en}`, zh: `${group.zh}（${finish.name.zh}）` },
      groupName: group,
      description: {
        en: `${form.description.en} ${finish.sentence.en}`,
        zh: `${form.description.zh}${finish.sentence.zh}`,
      },
      maker: form.maker,
      option: { name: axis, value: finish.name },
      tags: [form.shape, finish.id],
      look: {
        shape: form.shape,
        colours: finish.colours,
        pattern: finish.pattern,
        proportion: form.proportion,
      },
      priceMinor: form.priceMinor * (1 + 0.06 * (finish.style[0] + 0.3)),
      weightGrams: form.weightGrams,
      style: finish.style,
    };
  });
}

function soloVariants(good: SoloGood, edition: number): Variant[] {
  const group = editionName(good.name, edition);
  const base = {
    category: good.category,
    groupName: group,
    description: good.description,
    maker: good.maker,
    tags: [good.look.shape],
    style: good.style,
  };
  if (good.sizes.length === 0)
    return [
      {
        ...base,
        name: group,
        option: null,
        look: good.look,
        priceMinor: good.priceMinor,
        weightGrams: good.weightGrams,
      },
    ];
  return good.sizes.map((size) => ({
    ...base,
    name: { en: `${group.en}, ${size.label.en}`, zh: `${group.zh} ${size.label.zh}` },
    option: { name: { en: "Size", zh: "规格" }, value: size.label },
    look: { ...good.look, proportion: Math.min(1, good.look.proportion * (0.7 + 0.45 * size.factor)) },
    priceMinor: good.priceMinor * size.factor,
    weightGrams: Math.round(good.weightGrams * size.factor),
  }));
}

const TEA_LOOKS: Readonly<
  Record<
    Tea["kind"],
    { body: string; accent: string; pattern: Pattern; shape: Shape; style: readonly [number, number, number] }
  >
> = {
  green: { body: "#5d7a4a", accent: "#eef0d8", pattern: "bamboo", shape: "tin", style: [-0.5, -0.2, 0.6] },
  oolong: { body: "#3f6f73", accent: "#f1e6c8", pattern: "mountains", shape: "tin", style: [-0.2, 0.2, 0.8] },
  black: { body: "#7a2e26", accent: "#f3dfc0", pattern: "waves", shape: "tin", style: [0, 0.7, 0.2] },
  white: { body: "#cfc3a4", accent: "#fbf7ea", pattern: "plain", shape: "tin", style: [-0.8, 0, 0.5] },
  dark: { body: "#3a2a22", accent: "#d9b27a", pattern: "grid", shape: "tin", style: [-0.3, 0.6, 1] },
  herbal: { body: "#c08a3e", accent: "#fbf0d6", pattern: "leaves", shape: "pouch", style: [0.1, 0.5, -0.7] },
  scented: { body: "#8b5e83", accent: "#f7e7e3", pattern: "blossom", shape: "tin", style: [0.7, 0.2, 0.1] },
};

const TEA_SIZES = [
  { grams: 50, factor: 1 },
  { grams: 125, factor: 2.25 },
  { grams: 250, factor: 4.1 },
] as const;

function teaVariants(tea: Tea, edition: number): Variant[] {
  const group = editionName(tea.name, edition);
  const look = TEA_LOOKS[tea.kind];
  const sizes = tea.priceMinor > 1700 ? TEA_SIZES.slice(0, 2) : TEA_SIZES;
  return sizes.map((size) => ({
    category: "tea",
    name: { en: `${group.en}, ${size.grams} g`, zh: `${group.zh} ${size.grams} 克` },
    groupName: group,
    description: tea.description,
    maker: "Lantern Lane",
    option: { name: { en: "Weight", zh: "净重" }, value: { en: `${size.grams} g`, zh: `${size.grams} 克` } },
    tags: [tea.kind, tea.id],
    look: {
      shape: look.shape,
      colours: [look.body, tea.liquor, look.accent],
      pattern: look.pattern,
      proportion: size.grams === 50 ? 0.25 : size.grams === 125 ? 0.55 : 0.9,
    },
    priceMinor: tea.priceMinor * size.factor,
    weightGrams: size.grams + 60,
    style: look.style,
  }));
}
