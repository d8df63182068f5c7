import type { IntentId, Language } from "../types";

/** How the shop's own people answer. */
export const REPLIES: Readonly<Record<IntentId, Readonly<Record<Language, string>>>> = {
  "order-status": {
    en: "I've looked it up: your parcel is with the carrier and should be with you within three working days. The tracking link is in your confirmation mail.",
    zh: "查到了：包裹已交给快递，三个工作日内应能送到。确认邮件里有物流链接。",
  },
  "order-late": {
    en: "I'm sorry, that is too long. I've asked the carrier to find it today; if it isn't with you by Friday we send another.",
    zh: "抱歉，确实太久了。我已请快递今天查件，周五前还没到，我们补寄一份。",
  },
  "cancel-order": {
    en: "If it hasn't been packed I can stop it now, and the money goes back to your card within five days.",
    zh: "还没打包的话现在就能拦下，款项五天内退回原卡。",
  },
  "change-address": {
    en: "Send me the new address and I'll change the label before the van comes at three.",
    zh: "把新地址发我，下午三点快递来之前我改好面单。",
  },
  "return-item": {
    en: "You have 30 days. Put it back in its box, the label is in your account under the order, and we refund when it arrives.",
    zh: "三十天内都可以退。放回原盒，账户订单里可下载退货单，我们收到后退款。",
  },
  "refund-status": {
    en: "It reached us and the refund went out; banks take three to five working days to show it.",
    zh: "退件已收到，款已退出，银行一般三到五个工作日到账。",
  },
  "damaged-item": {
    en: "I'm so sorry. Keep it, send me a photo when you can, and tell me whether you'd like another or the money back.",
    zh: "实在抱歉。东西您留着，方便时发张照片，补寄或退款您选。",
  },
  "wrong-item": {
    en: "That was our mistake. The right one leaves today, and a label to return the other is in the mail.",
    zh: "是我们发错了。今天补发正确的，另一件的退货单已发到邮箱。",
  },
  "product-question": {
    en: "Good question: size, material and care are on its page under Details, and I've just measured it again to be sure.",
    zh: "尺寸、材质和保养都写在商品页的“详情”里，我刚又量了一遍，数据没错。",
  },
  "brewing-advice": {
    en: "For greens 75–80 °C and one minute, oolongs 95 °C and forty seconds, pu'er boiling after a quick rinse. Four grams a cup.",
    zh: "绿茶 75–80 度一分钟，乌龙 95 度四十秒，普洱沸水、先润一遍。一杯四克。",
  },
  "care-advice": {
    en: "Warm water, a soft brush, and dry it at once. Cast iron likes a drop of oil; linen goes in at 40.",
    zh: "温水、软刷，洗完马上擦干。铸铁抹一滴油，亚麻四十度水洗。",
  },
  restock: {
    en: "The next delivery is on its way; I've put you on the list and you'll hear the day it lands.",
    zh: "下一批已经在路上，帮您登记了，到货当天通知您。",
  },
  "price-question": {
    en: "All our prices include VAT. For six or more of a kind write to us and we'll see what we can do.",
    zh: "价格都已含税。同款六件以上写信给我们，可以商量。",
  },
  "discount-code": {
    en: "Codes go in the box above the total, once per customer and until the date in the mail. I can add it for you if it's still valid.",
    zh: "折扣码填在总价上方，每人一次，以邮件里的日期为准。还在有效期的话我帮您加上。",
  },
  "shipping-cost": {
    en: "€4.95 anywhere in Ireland, free from €50. You can also pick up in the shop.",
    zh: "爱尔兰境内 4.95 欧，满 50 欧包邮，也可以到店自取。",
  },
  "payment-problem": {
    en: "Nothing has been charged on our side. Try once more or use another card; if it sticks I'll take the order by hand.",
    zh: "我们这边没有扣款。可以再试一次或换张卡，还不行我手动帮您下单。",
  },
  "gift-wrap": {
    en: "Of course: tick Gift at checkout, wrapping is €3 with a handwritten card, and no price goes in the box.",
    zh: "可以，结账时勾选“礼物”，包装 3 欧含手写卡片，盒里不放价格。",
  },
  invoice: {
    en: "It's in your account under the order. Tell me the company name and VAT number and I'll make one out.",
    zh: "账户的订单页可以下载。需要公司抬头请告诉我名称和税号。",
  },
  complaint: {
    en: "You're right to be annoyed, and I'm sorry. I've passed it to Maeve who runs the shop; she'll write to you today.",
    zh: "您生气是应该的，对不起。已转给店主 Maeve，今天她会亲自回您。",
  },
  thanks: { en: "You've made our day. Thank you!", zh: "谢谢您，看到这句话我们很开心。" },
  "talk-to-person": {
    en: "You've got one: this is Cian in the shop. How can I help?",
    zh: "我就是店里的人，叫我小林就好，有什么可以帮您？",
  },
  "off-topic": {
    en: "I'm afraid I'm only good for tea and kitchens, but thank you for writing.",
    zh: "这个我帮不上忙，我只懂茶和厨房，谢谢来信。",
  },
};

/** When the shop did not understand. */
export const CLARIFY: Readonly<Record<Language, string>> = {
  en: "I want to get this right: could you tell me a little more, and the order number if there is one?",
  zh: "想确认清楚：能再说详细一点吗？有订单号的话也请告诉我。",
};
