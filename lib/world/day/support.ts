import { PURPOSE } from "../draws";
import { DIRT, ORDERS } from "../parameters";
import { PERSON } from "../state";
import { inquiryText } from "../texts/inquiries";
import type { ConversationRow, Inquiry, IntentId, Language, MessageRow, Reply } from "../types";
import { mood } from "./aftercare";
import type { DayContext, Question } from "./day-book";

/** Longest a customer goes on asking. */
const MAX_TURNS = 3;
const TALK: readonly IntentId[] = ["off-topic", "thanks", "talk-to-person", "brewing-advice", "care-advice"];

/** People ask about parcels, about goods, and about nothing in particular; each gets a conversation. */
export function serveQuestions(context: DayContext): void {
  askAboutOrders(context);
  askAnything(context);
  const places = new Map<Question, number>();
  const questions = [...context.book.questions].sort((a, b) => a.at - b.at || a.customer - b.customer);
  let before = -1;
  let place = 0;
  for (const question of [...questions].sort((a, b) => a.customer - b.customer || a.at - b.at)) {
    // The customer's own count of questions today: what others ask must not move these draws.
    place = question.customer === before ? place + 1 : 0;
    before = question.customer;
    places.set(question, place);
  }
  for (const question of questions) converse(context, question, places.get(question)!);
}

function askAboutOrders(context: DayContext): void {
  const { state, day, book } = context;
  const { people, daily, calendar } = state.world;
  for (const [orderNo, open] of state.openOrders) {
    const i = open.order.customerNo - 1;
    const rate = people.supportRate[i]!;
    const u = daily.uniform(PURPOSE.support, i, day, open.ordinal * 2);
    let intent: IntentId | null = null;
    if (open.cancelled) {
      if (u < 0.02 * rate) intent = "refund-status";
    } else if (open.deliveredDay < 0) {
      const late = day - open.promisedDay;
      if (late > 0) intent = u < Math.min(0.25, 0.03 + rate * 0.25) ? "order-late" : null;
      else if (u < 0.06 * rate) intent = "order-status";
      else if (u < 0.075 * rate) intent = "change-address";
      else if (u < 0.09 * rate) intent = "cancel-order";
      else if (u < 0.1 * rate && open.order.isGift) intent = "gift-wrap";
    } else if (open.returned.some((quantity) => quantity > 0)) {
      if (u < 0.03 * rate) intent = "refund-status";
    } else if (day - open.deliveredDay < 12) {
      if (u < 0.006 * rate) intent = "invoice";
      else if (u < 0.014 * rate) intent = "thanks";
    }
    if (intent)
      book.questions.push({
        customer: i,
        intent,
        at: calendar.at(day, 8 * 3600 + daily.integer(50_000, PURPOSE.support, i, day, open.ordinal * 2 + 1)),
        orderNo,
        productNo: open.order.lines[0]!.productNo,
      });
  }
}

function askAnything(context: DayContext): void {
  const { state, day, book } = context;
  const { people, goods, daily, calendar } = state.world;
  if (goods.count === 0) return;
  for (let i = 0; i < people.count; i++) {
    if (state.status[i] !== PERSON.visitor && state.status[i] !== PERSON.customer) continue;
    const rate = 0.0018 * people.supportRate[i]!;
    const u = daily.uniform(PURPOSE.support, i, day, -1);
    if (u >= rate) continue;
    const place = u / rate;
    const unhappy = state.satisfaction[i]! < -0.4 && place < 0.5;
    const looking = state.lastVisitDay[i] === day;
    const intent: IntentId = unhappy
      ? "complaint"
      : looking
        ? "product-question"
        : TALK[Math.floor(place * TALK.length) % TALK.length]!;
    let p = daily.integer(goods.count, PURPOSE.support, i, day, -2);
    while (p > 0 && state.released[p] === 0) p -= 1;
    book.questions.push({
      customer: i,
      intent,
      at: calendar.at(day, 8 * 3600 + daily.integer(50_000, PURPOSE.support, i, day, -3)),
      orderNo: null,
      productNo: p + 1,
    });
  }
}

/** The customer asks, the shop answers; an answer helps when it is about what was meant. */
function converse(context: DayContext, question: Question, place: number): void {
  const { state, actions, book, day } = context;
  const { people, goods, daily, settings } = state.world;
  const { customer: i, intent } = question;
  const conversationNo = state.nextConversationNo++;
  const language: Language = people.isChinese[i] === 1 ? "zh" : "en";
  const u = daily.uniform(PURPOSE.supportMood, i, day, place);
  const channel: Inquiry["channel"] = u < 0.62 ? "chat" : u < 0.9 ? "email" : "social";
  const order = question.orderNo === null ? null : state.openOrders.get(question.orderNo)?.order;
  const slots = {
    order: order?.reference ?? null,
    product: question.productNo === null ? null : goods.rows[question.productNo - 1]!.groupName[language],
  };
  const messages: MessageRow[] = [];
  const say = (
    from: MessageRow["from"],
    author: MessageRow["author"],
    action: Reply["action"] | null,
    text: string,
    sentAt: number,
  ) => messages.push({ messageNo: state.nextMessageNo++, from, author, action, text, sentAt });

  let at = question.at;
  let resolved = false;
  let waitedSeconds = 0;
  let turn = 1;
  for (; turn <= MAX_TURNS && !resolved; turn++) {
    const text = inquiryText(daily, intent, language, slots, i * 8 + (place % 8), day, turn);
    say("customer", "customer", null, text, at);
    const inquiry: Inquiry = {
      conversationNo,
      customerNo: i + 1,
      channel,
      language,
      text,
      sentAt: at,
      orderNo: question.orderNo,
      productNo: question.productNo,
      turn,
    };
    const reply = actions.reply?.(inquiry, intent) ?? null;
    if (!reply) break;
    at += Math.max(1, reply.afterSeconds) * 1000;
    waitedSeconds += reply.afterSeconds;
    say("shop", reply.author, reply.action, reply.text, at);
    if (reply.author === "person") book.ledger.supportCostMinor += ORDERS.supportMessageCostMinor;
    resolved = reply.action === "answer" && reply.intent === intent;
    at += 1000 * (40 + daily.integer(400, PURPOSE.supportText, i, day, place * 8 + turn + 1_000));
  }
  const patience = channel === "chat" ? 3_600 : 86_400;
  const pleasure =
    (resolved ? 0.25 : -0.45) - 0.2 * Math.min(2, waitedSeconds / patience) - 0.08 * (turn - 2);
  mood(context, i, pleasure);
  const answersSurvey = daily.chance(0.3, PURPOSE.supportMood, i, day, place + 1_000_000);
  const stars = Math.round(
    3.6 + 2.2 * pleasure + 0.7 * daily.normal(PURPOSE.supportMood, i, day, place + 2_000_000),
  );
  const mistag = daily.uniform(PURPOSE.dirt, i, day, place);
  const { wrongTag, missingTag } = DIRT;
  const tag: IntentId | null =
    mistag < wrongTag * settings.dirt
      ? "product-question"
      : mistag < (wrongTag + missingTag) * settings.dirt
        ? null
        : intent;
  const row: ConversationRow = {
    conversationNo,
    customerNo: i + 1,
    channel,
    language,
    openedAt: question.at,
    closedAt: resolved ? messages.at(-1)!.sentAt : null,
    orderNo: question.orderNo,
    productNo: question.productNo,
    tag,
    resolved,
    satisfaction: answersSurvey ? Math.min(5, Math.max(1, stars)) : null,
    messages,
  };
  book.conversations.push(row);
}
