import type { Language } from "../types";

/** What people write under the shop's posts. */
export const COMMENTS: Readonly<Record<Language, readonly string[]>> = {
  en: [
    "This is gorgeous.",
    "Need this on my shelf",
    "Is it dishwasher safe?",
    "Just ordered two!",
    "That blue though",
    "When is it back in stock?",
    "My kitchen would like a word",
    "Bought one last year, still my favourite mug.",
    "Beautiful photo. Where is that table from?",
    "Do you ship to Belfast?",
    "Sunday goals",
    "Tagging my sister so she gets the hint",
    "The steam in this picture!",
    "Popped into the shop on Saturday, lovely people.",
  ],
  zh: [
    "太好看了吧",
    "种草了",
    "这个颜色绝了",
    "能放洗碗机吗？",
    "已下单，等收货",
    "什么时候补货呀",
    "去年买的还在用，推荐",
    "照片拍得真好",
    "周末去店里看看",
    "求大号！",
    "配我家的桌子正好",
    "送妈妈正合适",
  ],
};
