import { type Draws, PURPOSE } from "../draws";
import type { Language, ProductRow } from "../types";

const HAPPY: Readonly<Record<Language, readonly string[]>> = {
  en: [
    "Exactly what I hoped for. Arrived well packed.",
    "Second one I've bought; the first went to my sister.",
    "Better in the hand than in the picture.",
    "Used it every day since it came.",
    "Lovely thing. The note in the box was a nice touch.",
    "My mother hasn't stopped talking about it.",
    "Worth every cent.",
    "Even nicer than the photo, and the colour is true.",
    "You can tell somebody cared about this.",
    "Will be back for the rest of the set.",
  ],
  zh: [
    "比图上还好看，包装也用心。",
    "第二次买了，第一个送给了妹妹。",
    "到手很惊喜，颜色和图片一致。",
    "每天都在用，越用越喜欢。",
    "卡片写得很暖，谢谢店家。",
    "妈妈特别喜欢，念叨了好几天。",
    "值这个价，会回购。",
    "做工细，看得出是认真做的。",
    "送人很体面，朋友问了链接。",
    "朴素耐看，和家里的东西都搭。",
  ],
};
const MIDDLING: Readonly<Record<Language, readonly string[]>> = {
  en: [
    "Nice enough, a little smaller than I thought.",
    "Good, but the postage took its time.",
    "Does the job. The colour is darker than on my screen.",
    "Fine for the price.",
    "I like it, my husband doesn't. Three stars is the compromise.",
    "Decent, though I expected more weight to it.",
  ],
  zh: [
    "还可以，比想象中小一点。",
    "东西不错，就是快递慢了点。",
    "颜色比屏幕上深一些，能接受。",
    "对得起价格，没有惊喜。",
    "中规中矩，分量比预期轻。",
    "我觉得好，家里人觉得一般，给三星。",
  ],
};
const UNHAPPY: Readonly<Record<Language, readonly string[]>> = {
  en: [
    "Arrived chipped. Refund was quick at least.",
    "Not what the picture shows. Sent it back.",
    "Nine days to arrive and nobody told me why.",
    "Disappointed; the finish is uneven.",
    "Looked lovely for a week.",
    "Too dear for what it is.",
  ],
  zh: [
    "收到时磕了一个口，好在退款很快。",
    "和图片差距有点大，退了。",
    "等了九天，也没人说一声。",
    "釉面不匀，有点失望。",
    "用了一周就不好看了。",
    "这个价格不值。",
  ],
};
/** Said of the drink, or of anything with a taste. */
const TASTED: Readonly<Record<Language, readonly string[]>> = {
  en: [
    "Fragrant, clean, and good for a third pot.",
    "My morning is sorted.",
    "Smells wonderful when you open it.",
    "Not bitter at all, even when I forgot it.",
    "Shared it at work and now everyone wants some.",
  ],
  zh: [
    "香气干净，第三泡还有味道。",
    "早上有它就够了。",
    "一打开就很香。",
    "泡久了也不苦，好喝。",
    "带去公司分着喝，大家都问在哪买的。",
  ],
};

/** A short review in the customer's language that agrees with the stars. */
export function reviewText(
  draws: Draws,
  language: Language,
  product: ProductRow,
  value: number,
  i: number,
  day: number,
): string {
  const pick = (texts: readonly string[], slot: number) =>
    texts[draws.integer(texts.length, PURPOSE.review, i, day, product.productNo * 8 + slot)]!;
  if (value <= 2) return pick(UNHAPPY[language], 1);
  if (value === 3) return pick(MIDDLING[language], 1);
  const tastes = product.category === "tea" || product.category === "pantry";
  return pick(tastes ? TASTED[language] : HAPPY[language], 1);
}
