import { type Draws, PURPOSE } from "../draws";
import type { IntentId, Language } from "../types";

/** How customers put it: {order} and {product} are filled in where the shop could know them. */
export const INQUIRIES: Readonly<Record<IntentId, Readonly<Record<Language, readonly string[]>>>> = {
  "order-status": {
    en: [
      "Where is my order {order}?",
      "Has {order} been sent yet?",
      "Could you tell me when {order} will arrive?",
      "I'd like to track my parcel, order {order}",
      "any news on {order}",
      "When should I expect the {product} I ordered?",
      "Is my package on its way?",
      "I ordered a {product} this week. Has it left yet?",
    ],
    zh: [
      "我的订单 {order} 到哪里了？",
      "{order} 发货了吗",
      "请问 {order} 大概什么时候能到？",
      "想查一下快递，单号 {order}",
      "我买的{product}寄出了吗？",
      "包裹现在在路上吗？",
      "订单一直没更新，麻烦看一下",
      "这周下的单，几天能收到？",
    ],
  },
  "order-late": {
    en: [
      "{order} should have been here days ago.",
      "My parcel is late. What is going on?",
      "Still waiting for order {order}, it was promised for last week",
      "The tracking hasn't moved since Monday",
      "It's been more than a week and nothing has come",
      "I needed the {product} for a birthday yesterday and it never arrived",
      "Is {order} lost?",
    ],
    zh: [
      "{order} 早该到了，怎么还没来？",
      "包裹晚了好几天，什么情况",
      "物流从周一起就没动过",
      "都一个多星期了还没收到",
      "{product}是要送生日的，现在已经过了",
      "{order} 是不是寄丢了？",
      "说好上周到的，到现在都没影",
    ],
  },
  "cancel-order": {
    en: [
      "Please cancel {order}",
      "I ordered the wrong thing, can I still cancel?",
      "Changed my mind about {order}, stop it if you can",
      "How do I cancel my order?",
      "I placed the same order twice, cancel one please",
      "Don't send {order} please, I no longer need it",
    ],
    zh: [
      "请帮我取消 {order}",
      "下错单了，还能取消吗？",
      "不想要了，麻烦取消 {order}",
      "怎么取消订单？",
      "不小心下了两单，取消一个",
      "{order} 先别发，我不要了",
    ],
  },
  "change-address": {
    en: [
      "I gave the old address for {order}, can you change it?",
      "I've moved. Please send {order} to the new place",
      "Can I change the delivery address?",
      "Wrong house number on my order, sorry",
      "Could {order} go to my office instead?",
      "I need to update where this is being delivered",
    ],
    zh: [
      "{order} 的地址填成旧的了，能改吗？",
      "我搬家了，麻烦寄到新地址",
      "收货地址可以改一下吗",
      "门牌号写错了，不好意思",
      "{order} 能改寄到公司吗？",
      "想改一下送货地址",
    ],
  },
  "return-item": {
    en: [
      "I'd like to return the {product}",
      "How do returns work?",
      "The {product} isn't for me, can I send it back?",
      "What is your return policy?",
      "I want to send back one item from {order}",
      "How long do I have to return something?",
      "It doesn't fit my shelf, can I get my money back?",
    ],
    zh: [
      "{product}想退货",
      "退货怎么办理？",
      "{product}不太合适，可以退吗",
      "你们的退货政策是怎样的",
      "{order} 里有一件想退",
      "多久之内可以退？",
      "尺寸放不下，能退款吗",
    ],
  },
  "refund-status": {
    en: [
      "When will I get my refund for {order}?",
      "I sent it back last week, where is my money?",
      "Has my return been processed?",
      "The refund hasn't shown up on my card",
      "How long do refunds take?",
      "You said the money was on its way, I can't see it",
    ],
    zh: [
      "{order} 的退款什么时候到？",
      "东西上周就寄回去了，钱还没退",
      "退货处理好了吗",
      "退款没到卡上",
      "退款一般要几天？",
      "说已经退了，可我没看到",
    ],
  },
  "damaged-item": {
    en: [
      "The {product} arrived broken",
      "There's a crack in the {product} I just unpacked",
      "My parcel was crushed and the {product} is in pieces",
      "One of the cups is chipped at the rim",
      "Order {order} came damaged, I have photos",
      "the handle had come off when I opened the box",
    ],
    zh: [
      "{product}到的时候碎了",
      "刚拆开，{product}上有一道裂",
      "箱子压扁了，{product}碎成几块",
      "杯口磕掉了一块",
      "{order} 收到就是坏的，我拍了照片",
      "打开箱子把手就掉了",
    ],
  },
  "wrong-item": {
    en: [
      "I got something I didn't order",
      "You sent the wrong colour of {product}",
      "The {product} in {order} is not the one I chose",
      "This isn't mine, I ordered a {product}",
      "One item is missing from {order} and there's another in its place",
      "wrong size sent",
    ],
    zh: [
      "收到的不是我买的东西",
      "{product}的颜色发错了",
      "{order} 里的{product}不是我选的那款",
      "发错货了，我买的是{product}",
      "少了一件，多了一件别的",
      "尺寸发错了",
    ],
  },
  "product-question": {
    en: [
      "Is the {product} dishwasher safe?",
      "How big is the {product}?",
      "Does the {product} work on induction?",
      "What is the {product} made of?",
      "How many cups does the {product} hold?",
      "Is the glaze on the {product} lead-free?",
      "Is the {product} handmade?",
      "how heavy is the {product}",
    ],
    zh: [
      "{product}能放洗碗机吗？",
      "{product}多大？",
      "{product}电磁炉能用吗",
      "{product}是什么材质的？",
      "{product}能装几杯水？",
      "{product}的釉含铅吗",
      "{product}是手工做的吗",
      "{product}重不重",
    ],
  },
  "brewing-advice": {
    en: [
      "How do I brew {product}?",
      "What temperature for this tea?",
      "My green tea turns out bitter, what am I doing wrong?",
      "How many grams per pot?",
      "How often can I steep the {product}?",
      "Which tea has the least caffeine?",
      "Can I cold brew the {product}?",
    ],
    zh: [
      "{product}怎么泡？",
      "这款茶用多少度的水",
      "绿茶总是泡苦，是哪里不对？",
      "一壶放几克？",
      "{product}能泡几次？",
      "哪款茶咖啡因最少？",
      "{product}可以冷泡吗",
    ],
  },
  "care-advice": {
    en: [
      "How do I clean the {product}?",
      "My cast iron has rust spots, what now?",
      "Do I need to season the pan first?",
      "How do I get tea stains out of a pot?",
      "Can I oil the board with olive oil?",
      "What temperature do I wash the linen at?",
    ],
    zh: [
      "{product}怎么清洁？",
      "铸铁锅有锈点怎么办",
      "新锅要先开锅吗？",
      "壶里的茶垢怎么去掉",
      "砧板可以抹橄榄油吗？",
      "亚麻用多少度的水洗",
    ],
  },
  restock: {
    en: [
      "When will the {product} be back?",
      "Is the {product} coming back in stock?",
      "Sold out again! Can you tell me when you get more?",
      "Will you make more of the {product}?",
      "Can I reserve the {product} from the next delivery?",
      "any idea when it's available again",
    ],
    zh: [
      "{product}什么时候补货？",
      "{product}还会再有吗",
      "又卖完了！到货能通知我吗？",
      "{product}还会再做吗？",
      "下一批能帮我留一个{product}吗",
      "请问大概多久有货",
    ],
  },
  "price-question": {
    en: [
      "Is there a discount if I take six of the {product}?",
      "I saw the {product} cheaper elsewhere, can you match it?",
      "Why did the {product} go up?",
      "Is the price including VAT?",
      "Will the {product} be in the sale?",
      "It was cheaper last week, was it not?",
    ],
    zh: [
      "{product}买六个有优惠吗？",
      "别家的{product}便宜一点，能同价吗？",
      "{product}怎么涨价了",
      "价格含税吗？",
      "{product}会参加打折吗",
      "上周好像更便宜？",
    ],
  },
  "discount-code": {
    en: [
      "My code doesn't work",
      "It says the voucher is not valid",
      "Where do I put in the discount code?",
      "I forgot to use my code on {order}",
      "Is the newsletter code still good?",
      "the 10% didn't come off at checkout",
    ],
    zh: [
      "优惠码用不了",
      "提示优惠券无效",
      "折扣码在哪里填？",
      "{order} 忘记用优惠码了",
      "邮件里的码还能用吗？",
      "结账时没有减掉折扣",
    ],
  },
  "shipping-cost": {
    en: [
      "How much is delivery to Cork?",
      "When is postage free?",
      "Do you ship to Northern Ireland?",
      "Can I pick it up in the shop?",
      "What does express cost?",
      "Why am I being charged shipping?",
    ],
    zh: [
      "寄到科克运费多少？",
      "满多少包邮？",
      "北爱尔兰能寄吗",
      "可以到店自取吗？",
      "加急多少钱",
      "为什么还要收运费？",
    ],
  },
  "payment-problem": {
    en: [
      "My card was declined but the bank says it's fine",
      "I can't get past the payment page",
      "Was I charged twice?",
      "Payment failed, is my order in?",
      "Do you take Revolut?",
      "it keeps spinning when I press pay",
    ],
    zh: [
      "卡被拒了，可银行说没问题",
      "付款页面一直过不去",
      "是不是扣了两次？",
      "支付失败了，订单还在吗",
      "可以用支付宝吗？",
      "一点付款就转圈",
    ],
  },
  "gift-wrap": {
    en: [
      "Can you gift wrap the {product}?",
      "Could you put a card in with {order}?",
      "It's a present, please leave the price out",
      "Do you do gift cards?",
      "Can I send it straight to my friend with a note?",
      "What does wrapping cost?",
    ],
    zh: [
      "{product}能包成礼物吗？",
      "{order} 里能放张卡片吗",
      "是送人的，麻烦别放价格单",
      "有礼品卡吗？",
      "能直接寄给朋友，附一句话吗",
      "礼品包装多少钱？",
    ],
  },
  invoice: {
    en: [
      "Can I have an invoice for {order}?",
      "I need a VAT receipt for my company",
      "Please send the bill for {order} to my e-mail",
      "The invoice has the wrong company name",
      "Where do I find my receipt?",
    ],
    zh: [
      "{order} 可以开发票吗？",
      "公司报销需要含税收据",
      "麻烦把 {order} 的账单发到邮箱",
      "发票抬头写错了",
      "收据在哪里下载？",
    ],
  },
  complaint: {
    en: [
      "I'm really not happy with how this was handled",
      "This is the third time something has gone wrong",
      "Nobody answers my e-mails",
      "I expected better from you",
      "Very poor service this time",
      "I want to make a complaint about {order}",
    ],
    zh: [
      "这次的处理我很不满意",
      "已经第三次出问题了",
      "发邮件一直没人回",
      "没想到你们会这样",
      "这次服务太差了",
      "我要投诉 {order}",
    ],
  },
  thanks: {
    en: [
      "Just wanted to say thank you, it's beautiful",
      "That was quick, thanks!",
      "Perfect, that's all I needed",
      "Lovely packaging, made my day",
      "thanks a million",
    ],
    zh: ["就是想说声谢谢，太美了", "好快，谢谢！", "好的，没别的问题了", "包装真好看，开心", "非常感谢"],
  },
  "talk-to-person": {
    en: [
      "Can I talk to a person please?",
      "I want a human",
      "Is there somebody I can call?",
      "Put me through to someone in the shop",
      "agent please",
    ],
    zh: ["可以转人工吗？", "我要找真人", "有电话可以打吗", "请帮我接店里的人", "人工客服"],
  },
  "off-topic": {
    en: [
      "Are you hiring?",
      "Would you stock my soaps?",
      "What's the weather like in Dublin?",
      "Do you know a good restaurant near the shop?",
      "Can you help me with my homework?",
      "Who won the match?",
      "I'd like to offer you SEO services",
    ],
    zh: [
      "你们招人吗？",
      "我做手工皂，可以放你们店里卖吗",
      "都柏林今天天气怎么样？",
      "店附近有什么好吃的",
      "能帮我写作业吗",
      "昨晚比赛谁赢了",
      "需要做推广吗？可以合作",
    ],
  },
};

const OPENINGS: Readonly<Record<Language, readonly string[]>> = {
  en: ["", "", "", "", "Hi, ", "Hello. ", "Hi there! ", "Good morning, "],
  zh: ["", "", "", "", "你好，", "您好，", "在吗？", "请问一下，"],
};
const CLOSINGS: Readonly<Record<Language, readonly string[]>> = {
  en: ["", "", "", "", "", " Thanks.", " Thank you!", " Please let me know."],
  zh: ["", "", "", "", "", " 谢谢。", " 麻烦了。", " 等您回复。"],
};
const AGAIN: Readonly<Record<Language, readonly string[]>> = {
  en: ["That's not what I asked. ", "No, I mean: ", "Sorry, let me say it again: "],
  zh: ["我问的不是这个。", "不是，我是说：", "可能没说清楚，"],
};

/**
 * A customer's message: one of many ways to say it, with a greeting or a slip of the keyboard now and then.
 * @param key tells messages apart @param turn 1 first, 2 asked again
 */
export function inquiryText(
  draws: Draws,
  intent: IntentId,
  language: Language,
  slots: { readonly order: string | null; readonly product: string | null },
  key: number,
  day: number,
  turn: number,
): string {
  const d = (n: number, slot: number) => draws.integer(n, PURPOSE.supportText, key, day, turn * 16 + slot);
  const usable = INQUIRIES[intent][language].filter(
    (text) =>
      (slots.order !== null || !text.includes("{order}")) &&
      (slots.product !== null || !text.includes("{product}")),
  );
  const phrases = usable.length > 0 ? usable : INQUIRIES[intent][language];
  let text = phrases[d(phrases.length, 1)]!.replace(
    "{order}",
    slots.order ?? (language === "en" ? "my order" : "我的订单"),
  ).replace("{product}", slots.product ?? (language === "en" ? "item" : "这个"));
  if (language === "en" && d(20, 2) === 0 && text.length > 12) {
    const at = 3 + d(text.length - 6, 3);
    text = text.slice(0, at) + text.slice(at + 1);
  }
  if (language === "en" && d(6, 4) === 0) text = text.toLowerCase();
  const opening = turn > 1 ? AGAIN[language][d(3, 5)]! : OPENINGS[language][d(8, 5)]!;
  return `${opening}${text}${CLOSINGS[language][d(8, 6)]!}`;
}
