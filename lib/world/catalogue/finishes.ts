import type { BothLanguages, Pattern } from "../types";

/** A glaze, dye or finish: what the variants of one form differ by. */
export interface Finish {
  readonly id: string;
  readonly name: BothLanguages;
  readonly colours: readonly [string, string, string];
  readonly pattern: Pattern;
  /** Said of the variant, in each language by itself. */
  readonly sentence: BothLanguages;
  /** Style from −1 to 1: plain to ornate, cool to warm, modern to traditional. */
  readonly style: readonly [number, number, number];
}

/** Glazes of the clay things. */
export const GLAZES: readonly Finish[] = [
  {
    id: "celadon",
    name: { en: "Celadon", zh: "青瓷" },
    colours: ["#9dbfae", "#7fa593", "#d9e8dd"],
    pattern: "plain",
    sentence: {
      en: "The celadon glaze pools a shade deeper wherever the clay was touched.",
      zh: "釉色青润，积釉处略深，像雨后的远山。",
    },
    style: [-0.6, -0.4, 0.7],
  },
  {
    id: "moon-white",
    name: { en: "Moon White", zh: "月白" },
    colours: ["#e9e6dc", "#cfcabb", "#b9a98a"],
    pattern: "plain",
    sentence: {
      en: "A soft white with a breath of blue in it, never the same in morning and evening light.",
      zh: "白里透一点蓝，早晚看是两种颜色。",
    },
    style: [-0.9, -0.1, 0.1],
  },
  {
    id: "tenmoku",
    name: { en: "Tenmoku", zh: "天目" },
    colours: ["#3b2a24", "#1f1714", "#b0703a"],
    pattern: "speckle",
    sentence: {
      en: "Iron in the glaze breaks to rust at the rim and black in the well.",
      zh: "铁釉在口沿处泛出锈红，往下沉成墨黑。",
    },
    style: [-0.2, 0.8, 0.8],
  },
  {
    id: "blue-white",
    name: { en: "Blue & White", zh: "青花" },
    colours: ["#f2f1ea", "#2f4f8f", "#5f7fbf"],
    pattern: "blossom",
    sentence: {
      en: "Painted by hand in cobalt under the glaze, so no two sprigs agree.",
      zh: "釉下青花，手工画成，枝叶没有两件相同。",
    },
    style: [0.8, -0.5, 0.9],
  },
  {
    id: "ink-wash",
    name: { en: "Ink Wash", zh: "水墨" },
    colours: ["#e4e2dd", "#5a5d60", "#2e3133"],
    pattern: "mountains",
    sentence: {
      en: "A range of hills in three strokes of slip, left where the brush lifted.",
      zh: "三笔化妆土画出远山，笔提起的地方就停在那里。",
    },
    style: [0.1, -0.6, 0.5],
  },
  {
    id: "seafoam",
    name: { en: "Seafoam", zh: "海沫" },
    colours: ["#bcd9d6", "#6da9a5", "#f3f7f4"],
    pattern: "waves",
    sentence: {
      en: "Wave lines cut through the slip, filled with a glaze the colour of shallow water.",
      zh: "剔出一圈圈浪纹，填上浅海颜色的釉。",
    },
    style: [0.4, -0.7, -0.1],
  },
  {
    id: "persimmon",
    name: { en: "Persimmon", zh: "柿红" },
    colours: ["#c2562f", "#93381c", "#f0c795"],
    pattern: "dip",
    sentence: {
      en: "Dipped twice, so the red runs warm over a bare clay foot.",
      zh: "蘸釉两次，柿红垂到圈足，露一圈素胎。",
    },
    style: [-0.1, 1, 0.2],
  },
  {
    id: "plum-rain",
    name: { en: "Plum Rain", zh: "梅雨" },
    colours: ["#8b7f9d", "#5f5574", "#d9d2e2"],
    pattern: "stripes",
    sentence: {
      en: "Fine lines drawn while the pot was still turning, like rain against a window.",
      zh: "趁坯还在转时拉出细线，像窗外斜落的雨。",
    },
    style: [0.2, -0.3, 0],
  },
  {
    id: "ice-crackle",
    name: { en: "Ice Crackle", zh: "冰裂" },
    colours: ["#d6e2e4", "#9fb6bb", "#7b8f94"],
    pattern: "crackle",
    sentence: {
      en: "The glaze was cooled until it sang; tea will draw the cracks in over the years.",
      zh: "开片是冷却时一声声响出来的，日久茶色会慢慢养进纹里。",
    },
    style: [0.3, -0.8, 0.8],
  },
  {
    id: "oat",
    name: { en: "Oat", zh: "燕麦" },
    colours: ["#d9c6a4", "#b89d74", "#7a6246"],
    pattern: "speckle",
    sentence: {
      en: "Flecks of the clay's own iron come through a quiet oatmeal glaze.",
      zh: "胎里的铁斑透过燕麦色的釉，安静耐看。",
    },
    style: [-0.8, 0.5, -0.5],
  },
  {
    id: "bog-green",
    name: { en: "Bog Green", zh: "沼绿" },
    colours: ["#4c5f43", "#303f2c", "#a6b184"],
    pattern: "leaves",
    sentence: {
      en: "Fern fronds pressed into the wet clay before the green went on.",
      zh: "湿泥上压进蕨叶，再罩一层沼泽般的深绿。",
    },
    style: [0.3, 0.2, -0.1],
  },
  {
    id: "bamboo-grove",
    name: { en: "Bamboo Grove", zh: "竹影" },
    colours: ["#eef0e3", "#6c8a4c", "#3f5a2c"],
    pattern: "bamboo",
    sentence: {
      en: "Bamboo in two greens, brushed the way you would write a letter.",
      zh: "深浅两绿写竹，落笔像写一封短信。",
    },
    style: [0.5, 0, 0.8],
  },
  {
    id: "charcoal",
    name: { en: "Charcoal", zh: "炭灰" },
    colours: ["#4a4b4d", "#2d2e30", "#8d8f92"],
    pattern: "plain",
    sentence: {
      en: "A matt, close-grained charcoal that makes everything on it look considered.",
      zh: "哑光炭灰，质地细密，盛什么都显得用心。",
    },
    style: [-1, -0.2, -0.9],
  },
  {
    id: "crane",
    name: { en: "Winter Crane", zh: "冬鹤" },
    colours: ["#dfe7ea", "#8aa0ad", "#b8433b"],
    pattern: "cranes",
    sentence: {
      en: "Three cranes go round it and meet again at the handle.",
      zh: "三只鹤绕器一周，在把手处重逢。",
    },
    style: [0.9, -0.4, 0.7],
  },
  {
    id: "harvest",
    name: { en: "Harvest Gold", zh: "秋黄" },
    colours: ["#d8a441", "#b07c24", "#f5e2b4"],
    pattern: "dip",
    sentence: {
      en: "An ash glaze the colour of stubble fields in September.",
      zh: "草木灰釉，是九月收割后田野的颜色。",
    },
    style: [-0.2, 0.9, 0.1],
  },
  {
    id: "dot",
    name: { en: "Polka", zh: "圆点" },
    colours: ["#f4eee3", "#d77a61", "#3f6f73"],
    pattern: "dots",
    sentence: {
      en: "Dots put on with a cork, each pressed a little differently.",
      zh: "软木塞一个个按上去的圆点，轻重都不一样。",
    },
    style: [0.6, 0.4, -0.9],
  },
];

/** Dyes and weaves of cloth. */
export const CLOTHS: readonly Finish[] = [
  {
    id: "flax",
    name: { en: "Flax", zh: "亚麻本色" },
    colours: ["#d8c9a8", "#b9a67c", "#8d7b57"],
    pattern: "plain",
    sentence: { en: "Undyed, with the slub left in.", zh: "不染色，保留麻结的手感。" },
    style: [-0.9, 0.4, 0],
  },
  {
    id: "indigo",
    name: { en: "Indigo Stripe", zh: "靛蓝条纹" },
    colours: ["#eceade", "#2f4a6d", "#7f95b2"],
    pattern: "stripes",
    sentence: {
      en: "Woven with an indigo yarn that softens with every wash.",
      zh: "靛蓝纱线织成，越洗越柔。",
    },
    style: [0, -0.6, 0.3],
  },
  {
    id: "check",
    name: { en: "Kitchen Check", zh: "厨房格" },
    colours: ["#f3efe6", "#b5493f", "#e0b8a8"],
    pattern: "grid",
    sentence: {
      en: "The check your grandmother had, only it dries faster.",
      zh: "外婆家的那种格子，只是干得更快。",
    },
    style: [0.2, 0.6, 0.3],
  },
  {
    id: "sea-green",
    name: { en: "Sea Green", zh: "海绿" },
    colours: ["#7fa69d", "#54796f", "#dbe7e1"],
    pattern: "plain",
    sentence: { en: "Dyed in small lots, so the green drifts a little.", zh: "小批染色，绿得略有深浅。" },
    style: [-0.7, -0.5, -0.4],
  },
  {
    id: "wave-cloth",
    name: { en: "Wave", zh: "青海波" },
    colours: ["#f0efe8", "#3f6a86", "#9fbccb"],
    pattern: "waves",
    sentence: {
      en: "A hand-cut block of waves, printed edge to edge.",
      zh: "手刻木版印的青海波，铺满整幅。",
    },
    style: [0.6, -0.5, 0.6],
  },
  {
    id: "meadow",
    name: { en: "Meadow", zh: "草甸" },
    colours: ["#f2eedd", "#71855a", "#c98a3b"],
    pattern: "leaves",
    sentence: {
      en: "Oat grass and vetch from the lane behind the mill.",
      zh: "印的是磨坊后小路上的燕麦草与野豌豆。",
    },
    style: [0.5, 0.3, -0.2],
  },
];

/** Woods, metals and other bare materials. */
export const MATERIALS: readonly Finish[] = [
  {
    id: "oak",
    name: { en: "Oak", zh: "橡木" },
    colours: ["#b98d5a", "#8f6a3e", "#dcbb8c"],
    pattern: "plain",
    sentence: {
      en: "Air-dried Irish oak, finished with nothing but linseed oil.",
      zh: "自然风干的爱尔兰橡木，只上亚麻籽油。",
    },
    style: [-0.5, 0.7, 0.4],
  },
  {
    id: "walnut",
    name: { en: "Walnut", zh: "胡桃木" },
    colours: ["#6b4a35", "#4a3123", "#a47e5f"],
    pattern: "plain",
    sentence: {
      en: "Dark walnut with the sapwood kept along one edge.",
      zh: "深色胡桃木，边上留了一线白边。",
    },
    style: [-0.4, 0.6, 0.1],
  },
  {
    id: "bamboo",
    name: { en: "Bamboo", zh: "竹" },
    colours: ["#d9bf83", "#b3955a", "#efe0b6"],
    pattern: "plain",
    sentence: {
      en: "Split, steamed and planed by a family that does nothing else.",
      zh: "剖、蒸、刨，一家人专做这一样。",
    },
    style: [-0.6, 0.4, 0.8],
  },
  {
    id: "iron",
    name: { en: "Cast Iron", zh: "铸铁" },
    colours: ["#3c3d40", "#242528", "#6f7175"],
    pattern: "speckle",
    sentence: {
      en: "Sand-cast iron, seasoned before it leaves the foundry.",
      zh: "砂型铸铁，出厂前已经开好锅。",
    },
    style: [-0.2, 0.1, 0.6],
  },
  {
    id: "copper",
    name: { en: "Copper", zh: "紫铜" },
    colours: ["#c17a4d", "#94552f", "#eab893"],
    pattern: "plain",
    sentence: {
      en: "Hammered copper that will darken to suit your kitchen.",
      zh: "手工锻打的紫铜，会随你家厨房慢慢变深。",
    },
    style: [0.3, 0.9, 0.6],
  },
  {
    id: "steel",
    name: { en: "Brushed Steel", zh: "拉丝不锈钢" },
    colours: ["#b9bec2", "#8a9095", "#e4e7e9"],
    pattern: "plain",
    sentence: { en: "Brushed steel that forgives fingerprints.", zh: "拉丝不锈钢，不留指印。" },
    style: [-0.8, -0.6, -0.9],
  },
  {
    id: "enamel-cream",
    name: { en: "Cream Enamel", zh: "奶白珐琅" },
    colours: ["#efe6d2", "#d3c6a8", "#35506b"],
    pattern: "plain",
    sentence: {
      en: "Cream enamel with a navy rim, chip-resistant and easy to love.",
      zh: "奶白珐琅配海军蓝口沿，耐磕，也讨人喜欢。",
    },
    style: [-0.4, 0.3, 0.1],
  },
  {
    id: "enamel-moss",
    name: { en: "Moss Enamel", zh: "苔绿珐琅" },
    colours: ["#5f7457", "#3f5039", "#c8d0b2"],
    pattern: "plain",
    sentence: {
      en: "Moss-green enamel, two coats outside and three within.",
      zh: "苔绿珐琅，外两层、内三层。",
    },
    style: [-0.3, 0.1, -0.2],
  },
  {
    id: "willow",
    name: { en: "Willow", zh: "柳条" },
    colours: ["#b98f56", "#8a6537", "#ddc193"],
    pattern: "plain",
    sentence: {
      en: "Woven from unpeeled willow cut the winter before.",
      zh: "用上一个冬天割下的带皮柳条编成。",
    },
    style: [0.1, 0.8, 0.5],
  },
  {
    id: "glass",
    name: { en: "Clear Glass", zh: "透明玻璃" },
    colours: ["#dceaec", "#a9c7cc", "#f5fbfb"],
    pattern: "plain",
    sentence: {
      en: "Heat-proof glass, blown thin enough to see the leaves turn.",
      zh: "耐热玻璃吹得很薄，看得见茶叶慢慢舒展。",
    },
    style: [-0.9, -0.8, -0.6],
  },
];
