import { PURPOSE } from "../draws";
import { CATEGORIES } from "../parameters";
import type { CategoryId } from "../types";
import type { World } from "../world";

/** Words people type, by category: English, Chinese. */
const WORDS: Readonly<Record<CategoryId, readonly [readonly string[], readonly string[]]>> = {
  tea: [
    [
      "loose leaf tea",
      "green tea",
      "oolong",
      "pu erh",
      "jasmine tea",
      "tea sampler",
      "white tea",
      "breakfast tea",
    ],
    ["茶叶", "绿茶", "乌龙茶", "普洱", "茉莉花茶", "白茶", "红茶", "大红袍"],
  ],
  teapots: [
    ["teapot", "small teapot", "gaiwan", "teapot with strainer", "handmade teapot", "tea pot"],
    ["茶壶", "盖碗", "小茶壶", "手工壶", "横手急须"],
  ],
  cups: [
    ["mug", "tea cup", "mugs", "espresso cup", "handmade mug", "cup with lid"],
    ["马克杯", "品茗杯", "杯子", "带盖杯", "主人杯"],
  ],
  "tea-tools": [
    ["infuser", "tea strainer", "tea tray", "matcha whisk", "tea caddy"],
    ["茶滤", "茶盘", "茶筅", "茶叶罐", "公道杯"],
  ],
  kettles: [
    ["kettle", "gooseneck kettle", "cast iron kettle", "whistling kettle"],
    ["水壶", "铁壶", "手冲壶", "烧水壶"],
  ],
  tableware: [
    ["plates", "dinner plate", "noodle bowl", "pasta bowls", "bowls", "serving bowl"],
    ["盘子", "面碗", "饭碗", "汤碗", "蘸料碟"],
  ],
  cookware: [
    ["casserole", "dutch oven", "skillet", "wok", "frying pan", "milk pan"],
    ["炖锅", "铸铁锅", "炒锅", "平底锅", "奶锅"],
  ],
  "knives-boards": [
    ["chopping board", "kitchen knife", "cleaver", "bread board", "paring knife"],
    ["砧板", "菜刀", "水果刀", "案板"],
  ],
  linen: [
    ["tea towel", "apron", "linen tablecloth", "napkins", "oven glove"],
    ["围裙", "桌布", "擦碗巾", "餐巾", "隔热手套"],
  ],
  candles: [
    ["candle", "beeswax candle", "lantern", "scented candle", "paper lantern"],
    ["蜡烛", "香薰蜡烛", "灯笼", "风灯"],
  ],
  vases: [
    ["vase", "bud vase", "moon jar", "plant pot", "planter"],
    ["花瓶", "花器", "花盆", "月亮罐"],
  ],
  picnic: [
    ["picnic basket", "picnic blanket", "flask", "tiffin", "camping mug", "hamper"],
    ["野餐篮", "野餐垫", "保温壶", "便当盒", "露营杯"],
  ],
  pantry: [
    ["honey", "marmalade", "chilli crisp", "biscuits", "sea salt", "shortbread"],
    ["蜂蜜", "凤梨酥", "辣椒酱", "陈皮", "饼干"],
  ],
  gifts: [
    ["gift box", "tea gift", "gift for mum", "housewarming gift", "christmas hamper", "advent calendar"],
    ["礼盒", "茶礼", "送妈妈", "乔迁礼物", "新年礼盒"],
  ],
};

/** What a person types who has a category in mind; in one case of three a finish or kind they like. */
export function searchWords(
  world: World,
  i: number,
  category: number,
  day: number,
  slot: number,
): { readonly text: string; readonly tag: string | null } {
  const { people, goods, daily } = world;
  const zh = people.isChinese[i] === 1;
  const words = WORDS[CATEGORIES[category]!]![zh ? 1 : 0];
  const shelf = goods.shelves[category]!;
  if (shelf.length > 0 && daily.chance(0.33, PURPOSE.route, i, day, slot + 384)) {
    const row = goods.rows[shelf[daily.integer(shelf.length, PURPOSE.route, i, day, slot + 512)]!]!;
    return { text: row.groupName[zh ? "zh" : "en"].toLowerCase(), tag: row.tags[1] ?? null };
  }
  const place = daily.integer(words.length, PURPOSE.route, i, day, slot + 640);
  let text = words[place]!;
  // A slip of the finger, now and then.
  if (!zh && text.length > 5 && daily.chance(0.05, PURPOSE.route, i, day, slot + 768))
    text = text.slice(0, 3) + text.slice(4);
  return { text, tag: null };
}
