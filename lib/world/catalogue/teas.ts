import type { BothLanguages } from "../types";

/** A leaf, its story and its colour. */
export interface Tea {
  readonly id: string;
  readonly kind: "green" | "oolong" | "black" | "white" | "dark" | "herbal" | "scented";
  readonly name: BothLanguages;
  readonly description: BothLanguages;
  readonly liquor: string;
  /** Cents for the smallest tin. */
  readonly priceMinor: number;
}

export const TEAS: readonly Tea[] = [
  {
    id: "dragonwell",
    kind: "green",
    name: { en: "Dragonwell", zh: "龙井" },
    description: {
      en: "Flat spring leaves pan-fired by hand. Chestnut, sweet pea and a clean finish; kind to a second and third pour.",
      zh: "春茶手炒，叶片扁平。栗香里带一点豌豆甜，收口干净，续两三泡仍有味。",
    },
    liquor: "#b9c26a",
    priceMinor: 1450,
  },
  {
    id: "biluochun",
    kind: "green",
    name: { en: "Green Snail Spring", zh: "碧螺春" },
    description: {
      en: "Tiny curled buds grown among fruit trees on Dongting hill. Floral, almost apricot, and gone if you boil the water.",
      zh: "洞庭山果树间长出的细芽，卷如螺。花果香，水别太烫，一烫就散了。",
    },
    liquor: "#c3cb7c",
    priceMinor: 1650,
  },
  {
    id: "sencha",
    kind: "green",
    name: { en: "Kagoshima Sencha", zh: "鹿儿岛煎茶" },
    description: {
      en: "Deep-steamed and bright as cut grass, with a savoury middle. One minute, no longer.",
      zh: "深蒸，色如新割的草，中段有鲜味。泡一分钟就好。",
    },
    liquor: "#a8bd52",
    priceMinor: 1350,
  },
  {
    id: "genmaicha",
    kind: "green",
    name: { en: "Genmaicha", zh: "玄米茶" },
    description: {
      en: "Green tea with toasted rice; the cup that smells like a warm kitchen.",
      zh: "绿茶配炒米，一杯就有厨房暖起来的味道。",
    },
    liquor: "#c6b765",
    priceMinor: 990,
  },
  {
    id: "matcha",
    kind: "green",
    name: { en: "Uji Matcha", zh: "宇治抹茶" },
    description: {
      en: "Stone-ground in small lots. Whisk it thick for a quiet morning or thin over ice.",
      zh: "小批石磨。清晨点一碗浓的，或者冲淡加冰。",
    },
    liquor: "#86a24a",
    priceMinor: 2250,
  },
  {
    id: "houjicha",
    kind: "green",
    name: { en: "Houjicha", zh: "焙茶" },
    description: {
      en: "Roasted until brown and gentle: hazelnut, caramel, hardly any caffeine.",
      zh: "焙到褐色，性子温和：榛子、焦糖，咖啡因很少。",
    },
    liquor: "#a8743f",
    priceMinor: 1050,
  },
  {
    id: "maofeng",
    kind: "green",
    name: { en: "Yellow Mountain Furry Peak", zh: "黄山毛峰" },
    description: {
      en: "Downy spring tips from mist-covered slopes. Orchid and magnolia, soft as steam.",
      zh: "雾里长的嫩芽，披着白毫。兰花与玉兰香，入口绵软。",
    },
    liquor: "#c8cd88",
    priceMinor: 1550,
  },
  {
    id: "tieguanyin",
    kind: "oolong",
    name: { en: "Iron Goddess", zh: "铁观音" },
    description: {
      en: "Tightly rolled and lightly roasted. Orchid on the nose, cream on the tongue, seven honest infusions.",
      zh: "颗粒紧结，轻火烘焙。闻是兰花，喝是乳香，七泡有余味。",
    },
    liquor: "#d2b756",
    priceMinor: 1490,
  },
  {
    id: "dahongpao",
    kind: "oolong",
    name: { en: "Big Red Robe", zh: "大红袍" },
    description: {
      en: "Rock oolong from the Wuyi cliffs: charcoal, dark honey and wet stone.",
      zh: "武夷岩茶，炭火、蜜香，还有雨后石头的味道。",
    },
    liquor: "#a9662f",
    priceMinor: 1950,
  },
  {
    id: "oriental-beauty",
    kind: "oolong",
    name: { en: "Oriental Beauty", zh: "东方美人" },
    description: {
      en: "Leaves nibbled by leafhoppers in June, which is what makes them taste of muscat and honey.",
      zh: "六月被小绿叶蝉咬过的芽叶，才有这股蜜桃与麝香葡萄味。",
    },
    liquor: "#c47f3a",
    priceMinor: 2150,
  },
  {
    id: "alishan",
    kind: "oolong",
    name: { en: "Alishan High Mountain", zh: "阿里山高山乌龙" },
    description: {
      en: "Grown above the clouds, rolled by evening. Sugar cane, gardenia and cold air.",
      zh: "云上采，当晚揉成。甘蔗甜、栀子香，带着山里的凉气。",
    },
    liquor: "#d6c36a",
    priceMinor: 1850,
  },
  {
    id: "dancong",
    kind: "oolong",
    name: { en: "Phoenix Honey Orchid", zh: "凤凰单丛蜜兰香" },
    description: {
      en: "Long twisted leaves from single old bushes. Lychee, orchid and a pleasant grip.",
      zh: "老丛单株采制，条索细长。荔枝、蜜兰，舌上微微一紧。",
    },
    liquor: "#cf9a43",
    priceMinor: 1790,
  },
  {
    id: "milk-oolong",
    kind: "oolong",
    name: { en: "Jin Xuan Milk Oolong", zh: "金萱奶香乌龙" },
    description: {
      en: "A cultivar that is creamy by nature; nothing added. Easy to like, hard to finish politely.",
      zh: "金萱本来就有奶香，什么都没加。容易喝，也容易喝多。",
    },
    liquor: "#d9c878",
    priceMinor: 1390,
  },
  {
    id: "keemun",
    kind: "black",
    name: { en: "Keemun", zh: "祁门红茶" },
    description: {
      en: "Fine black needles: cocoa, winter plum, a thread of smoke. Good company for toast.",
      zh: "细如针的红茶，可可、冬梅，带一丝烟。配吐司正好。",
    },
    liquor: "#8f3d22",
    priceMinor: 1190,
  },
  {
    id: "lapsang",
    kind: "black",
    name: { en: "Lapsang Souchong", zh: "正山小种" },
    description: {
      en: "Dried over pinewood in Tongmu. A bonfire with longan in it.",
      zh: "桐木关松柴熏制，像篝火里煨着桂圆。",
    },
    liquor: "#7d331f",
    priceMinor: 1290,
  },
  {
    id: "dianhong",
    kind: "black",
    name: { en: "Yunnan Gold", zh: "滇红金芽" },
    description: {
      en: "All golden buds: malt, sweet potato and pepper. Takes milk, does not ask for it.",
      zh: "满披金毫，麦芽、烤红薯、一点胡椒。加奶可以，不加更好。",
    },
    liquor: "#a34a21",
    priceMinor: 1390,
  },
  {
    id: "breakfast",
    kind: "black",
    name: { en: "Dublin Breakfast", zh: "都柏林早餐茶" },
    description: {
      en: "Assam and Kenyan leaf blended until the spoon stands up. Milk first or last; we keep out of it.",
      zh: "阿萨姆配肯尼亚，浓得能立住勺子。先放奶还是后放奶，我们不参与。",
    },
    liquor: "#7a2a16",
    priceMinor: 750,
  },
  {
    id: "earl-grey",
    kind: "scented",
    name: { en: "Earl Grey, Cold-Pressed", zh: "冷压佛手柑伯爵" },
    description: {
      en: "Ceylon leaf with real bergamot peel oil: bright, never soapy.",
      zh: "锡兰红茶加真正的佛手柑皮油，清亮，没有肥皂味。",
    },
    liquor: "#92401f",
    priceMinor: 890,
  },
  {
    id: "darjeeling",
    kind: "black",
    name: { en: "Darjeeling First Flush", zh: "大吉岭初摘" },
    description: {
      en: "Picked in March at two thousand metres: green almond, muscat, spring in a hurry.",
      zh: "三月采自两千米高处，青杏仁、麝香葡萄，春天来得急。",
    },
    liquor: "#c98b3e",
    priceMinor: 1690,
  },
  {
    id: "assam",
    kind: "black",
    name: { en: "Assam Second Flush", zh: "阿萨姆次摘" },
    description: {
      en: "Malty and square-shouldered. The cup for rain against the window.",
      zh: "麦芽味厚，骨架大，适合窗外下雨的时候喝。",
    },
    liquor: "#7f2c14",
    priceMinor: 850,
  },
  {
    id: "silver-needle",
    kind: "white",
    name: { en: "Silver Needle", zh: "白毫银针" },
    description: {
      en: "Only the buds, dried in the sun. Cucumber, melon and a very long exhale.",
      zh: "只采单芽，日光晒干。像黄瓜，像甜瓜，余韵很长。",
    },
    liquor: "#e0d6a0",
    priceMinor: 2190,
  },
  {
    id: "white-peony",
    kind: "white",
    name: { en: "White Peony", zh: "白牡丹" },
    description: {
      en: "A bud and two leaves; hay, rose and honeydew. Forgives forgetful brewing.",
      zh: "一芽二叶，干草、玫瑰、蜜瓜。忘了时间也不会苦。",
    },
    liquor: "#dcc984",
    priceMinor: 1390,
  },
  {
    id: "shou-mei",
    kind: "white",
    name: { en: "Aged Shou Mei", zh: "老寿眉" },
    description: {
      en: "Eight years in the cake. Dates and old paper; simmer it on a slow night.",
      zh: "压饼存了八年，枣香与旧书味。夜里慢火煮着喝。",
    },
    liquor: "#b97a3a",
    priceMinor: 1590,
  },
  {
    id: "ripe-puer",
    kind: "dark",
    name: { en: "Ripe Pu'er", zh: "熟普洱" },
    description: {
      en: "Forest floor, dark chocolate, velvet. Rinse once, then pour as often as you talk.",
      zh: "林土、黑巧、丝绒般的口感。润一遍，然后聊多久喝多久。",
    },
    liquor: "#4d2016",
    priceMinor: 1290,
  },
  {
    id: "raw-puer",
    kind: "dark",
    name: { en: "Raw Pu'er, Spring Trees", zh: "春茶生普" },
    description: {
      en: "Old-tree leaf pressed the year it was picked. Apricot now, deeper every winter you keep it.",
      zh: "古树春料当年压制。现在是杏子味，每存一个冬天就深一分。",
    },
    liquor: "#c9a14b",
    priceMinor: 1890,
  },
  {
    id: "liu-bao",
    kind: "dark",
    name: { en: "Liu Bao Basket Tea", zh: "六堡篓茶" },
    description: {
      en: "Aged in bamboo baskets: betel nut, cedar, clean earth.",
      zh: "竹篓陈化，槟榔香、杉木、干净的土味。",
    },
    liquor: "#5d2415",
    priceMinor: 1350,
  },
  {
    id: "jasmine-pearls",
    kind: "scented",
    name: { en: "Jasmine Pearls", zh: "茉莉龙珠" },
    description: {
      en: "Rolled by hand and laid with fresh jasmine six nights running.",
      zh: "手工揉成珠，与鲜茉莉窨了六个夜晚。",
    },
    liquor: "#d0c984",
    priceMinor: 1490,
  },
  {
    id: "osmanthus-oolong",
    kind: "scented",
    name: { en: "Osmanthus Oolong", zh: "桂花乌龙" },
    description: {
      en: "Autumn's small yellow flower over roasted oolong: apricot jam on warm bread.",
      zh: "秋天的桂花配焙火乌龙，像热面包抹杏酱。",
    },
    liquor: "#cf9f4d",
    priceMinor: 1390,
  },
  {
    id: "rose-black",
    kind: "scented",
    name: { en: "Rose Congou", zh: "玫瑰红茶" },
    description: {
      en: "Black tea layered with rose petals; dry, not sweet, and good with shortbread.",
      zh: "红茶一层，玫瑰一层。不腻，配黄油酥饼。",
    },
    liquor: "#97402a",
    priceMinor: 1150,
  },
  {
    id: "chamomile",
    kind: "herbal",
    name: { en: "Whole Chamomile", zh: "整朵洋甘菊" },
    description: {
      en: "Flower heads, not dust. Apples and hay, and then sleep.",
      zh: "整朵花，不是碎末。苹果味、干草味，然后好睡。",
    },
    liquor: "#dcc14f",
    priceMinor: 790,
  },
  {
    id: "rooibos",
    kind: "herbal",
    name: { en: "Rooibos & Orange", zh: "甜橙路易波士" },
    description: {
      en: "Red bush with dried orange; no caffeine, plenty of evening.",
      zh: "路易波士配陈皮橙片，没有咖啡因，晚上慢慢喝。",
    },
    liquor: "#a3431b",
    priceMinor: 790,
  },
  {
    id: "mint-nettle",
    kind: "herbal",
    name: { en: "Mint & Nettle", zh: "薄荷荨麻" },
    description: {
      en: "From a garden in Wicklow: peppermint up front, nettle underneath.",
      zh: "来自威克洛的菜园，前味薄荷，底下是荨麻。",
    },
    liquor: "#a9b35a",
    priceMinor: 750,
  },
  {
    id: "buckwheat",
    kind: "herbal",
    name: { en: "Black Buckwheat", zh: "黑苦荞" },
    description: {
      en: "Roasted tartary buckwheat from Liangshan: biscuit in a cup, and you can eat the grains.",
      zh: "凉山苦荞炒香，一杯饼干味，泡完的麦粒还能吃。",
    },
    liquor: "#c99b4a",
    priceMinor: 690,
  },
  {
    id: "chrysanthemum",
    kind: "herbal",
    name: { en: "Snow Chrysanthemum", zh: "昆仑雪菊" },
    description: {
      en: "High-altitude flowers that turn the water amber. Honey without honey.",
      zh: "高海拔的花，一泡水就成琥珀色。没有蜜，却有蜜味。",
    },
    liquor: "#b5531d",
    priceMinor: 1090,
  },
  {
    id: "ginger-lemon",
    kind: "herbal",
    name: { en: "Ginger & Lemongrass", zh: "生姜香茅" },
    description: {
      en: "For sore throats, long trains and other weather.",
      zh: "给喉咙疼的人、坐长途车的人，和各种天气。",
    },
    liquor: "#dcc466",
    priceMinor: 720,
  },
  {
    id: "chai",
    kind: "black",
    name: { en: "Kitchen Chai", zh: "厨房奶茶料" },
    description: {
      en: "Assam with cardamom, clove and black pepper, crushed the day we pack it. Simmer with milk.",
      zh: "阿萨姆加豆蔻、丁香、黑胡椒，装罐当天现压。和牛奶一起煮。",
    },
    liquor: "#8a3f1d",
    priceMinor: 920,
  },
];
