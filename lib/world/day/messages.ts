import { PURPOSE } from "../draws";
import { EMAIL } from "../parameters";
import { logistic } from "../portable-math";
import { PERSON, plan, type Task } from "../state";
import type { CampaignAction } from "../types";
import { liking } from "./choose";
import type { DayContext } from "./day-book";
import { offerOf } from "./offers";
import { serveTo } from "./recommend";
import type { Visit } from "./visit";
import { visitOf } from "./visits";

type Opening = Extract<Task, { kind: "open-email" }>;

/**
 * Sends today's campaigns: a row for every person drawn, a message only to those in a sent arm who agreed to be
 * written to. Returns the visits that the messages bring today; some are opened tomorrow.
 */
export function sendCampaigns(context: DayContext, campaigns: readonly CampaignAction[]): Visit[] {
  const { state, day, book } = context;
  const { calendar, daily, people, goods } = state.world;
  const visits: Visit[] = [];
  for (const campaign of campaigns) {
    const sentAt = calendar.at(day, campaign.hour * 3600);
    book.campaigns.push({
      campaignNo: campaign.campaignNo,
      name: campaign.name,
      subject: campaign.subject,
      goal: campaign.goal,
      channel: campaign.channel,
      startsAt: sentAt,
      endsAt: calendar.startsAt(day + campaign.measureDays),
      costPerSendMinor: campaign.costPerSendMinor,
      arms: campaign.arms,
    });
    const offerNos = new Map<string, number>();
    for (const arm of campaign.arms) {
      if (!arm.offer || arm.isHoldout) continue;
      const offerNo = state.nextOfferNo++;
      offerNos.set(arm.arm, offerNo);
      state.offers.push({
        offerNo,
        campaignNo: campaign.campaignNo,
        code: arm.offer.code,
        discount: Math.min(0.95, Math.max(0, arm.offer.discount)),
        categories: arm.offer.categories,
        minimumOrderMinor: arm.offer.minimumOrderMinor,
        lastDay: day + arm.offer.validDays - 1,
      });
    }
    let sent = 0;
    for (const { customerNo, arm: armName } of campaign.assignments) {
      const i = customerNo - 1;
      const arm = campaign.arms.find((candidate) => candidate.arm === armName);
      if (!arm || i < 0 || i >= people.count || state.status[i] === PERSON.away) continue;
      book.assignments.push({
        campaignNo: campaign.campaignNo,
        customerNo,
        arm: armName,
        assignedAt: sentAt - 600_000,
      });
      if (arm.isHoldout || state.consent[i] !== 1) continue;
      const messageId = book.messageId();
      book.sends.push({ campaignNo: campaign.campaignNo, customerNo, arm: armName, messageId, sentAt });
      sent += 1;
      if (daily.chance(EMAIL.bounceRate, PURPOSE.emailBounce, i, day, campaign.campaignNo)) {
        book.record({
          customerNo,
          type: "email_bounced",
          channel: "email",
          occurredAt: sentAt + 2_000,
          campaignNo: campaign.campaignNo,
        });
        continue;
      }
      state.fatigue[i]! += EMAIL.fatiguePerSend;
      // Those who left the shop for good still have the mailbox, and open it no more.
      if (state.status[i] === PERSON.gone) continue;
      const readiness =
        EMAIL.openBase +
        people.emailLove[i]! +
        (arm.offer ? EMAIL.offerOpen * people.dealLove[i]! : 0) -
        EMAIL.fatigueOpen * (state.fatigue[i]! - EMAIL.fatiguePerSend) * people.fatigue[i]!;
      if (daily.uniform(PURPOSE.emailOpen, i, day, campaign.campaignNo) >= logistic(readiness)) continue;
      let featured = arm.featured;
      let recommendationNo: number | null = null;
      if (featured.length === 0) {
        const list = serveTo(context, i, sentAt, null, "email", null, [], 4);
        featured = list ? list.items.map((item) => item.productNo) : [];
        recommendationNo = list?.recommendationNo ?? null;
      }
      const opening: Opening = {
        kind: "open-email",
        customer: i,
        campaignNo: campaign.campaignNo,
        offerNo: offerNos.get(armName) ?? 0,
        featured: featured.filter((productNo) => productNo >= 1 && productNo <= goods.count),
        recommendationNo,
      };
      const hoursLater = 2.6 * daily.exponential(PURPOSE.emailOpen, i, day, 50_000 + campaign.campaignNo);
      const second = Math.floor((campaign.hour + 0.05 + hoursLater) * 3600);
      if (second < 84_000) {
        const visit = openMessage(context, opening, second);
        if (visit) visits.push(visit);
      } else plan(state, day + 1, opening);
    }
    if (sent > 0) {
      const amountMinor = sent * campaign.costPerSendMinor;
      book.ledger.campaignCostMinor += amountMinor;
      book.spend.push({
        campaignNo: campaign.campaignNo,
        channel: "email",
        day: context.described.date,
        amountMinor,
      });
    }
  }
  return visits;
}

/** A message is read: it turns the mind to the shop or away from it, may be clicked, may be the last one. */
export function openMessage(context: DayContext, opening: Opening, second: number): Visit | null {
  const { state, day, book } = context;
  const { people, daily, calendar } = state.world;
  const { customer: i, campaignNo } = opening;
  if (state.status[i] === PERSON.gone) return null;
  const openedAt = calendar.at(day, second);
  const device = daily.chance(people.mobile[i]!, PURPOSE.device, i, day, 77) ? "mobile" : "desktop";
  book.record({
    customerNo: i + 1,
    type: "email_opened",
    channel: "email",
    occurredAt: openedAt,
    device,
    campaignNo,
  });
  state.attention[i] = Math.min(
    2,
    Math.max(-1.5, state.attention[i]! + EMAIL.attentionPerOpen * people.persuadable[i]!),
  );
  if (opening.offerNo > 0) state.offer[i] = opening.offerNo;
  const offer = offerOf(state, i, day);
  let appeal = -1;
  for (const productNo of opening.featured) appeal = Math.max(appeal, liking(state, i, productNo - 1));
  const clicks =
    daily.uniform(PURPOSE.emailClick, i, day, 90_000 + campaignNo) <
    logistic(
      EMAIL.clickBase +
        EMAIL.clickRelevance * appeal +
        (offer && opening.offerNo > 0 ? EMAIL.clickOffer * offer.discount * people.dealLove[i]! : 0) +
        0.4 * people.emailLove[i]!,
    );
  if (clicks) {
    book.record({
      customerNo: i + 1,
      type: "email_clicked",
      channel: "email",
      occurredAt: openedAt + 20_000,
      device,
      campaignNo,
      recommendationNo: opening.recommendationNo,
    });
    return visitOf(context, i, 1, second + 25, campaignNo, opening.featured, opening.recommendationNo);
  }
  const weary = EMAIL.unsubscribeBase + EMAIL.unsubscribeFatigue * state.fatigue[i]! * people.fatigue[i]!;
  if (daily.uniform(PURPOSE.unsubscribe, i, day, campaignNo) < logistic(weary)) {
    state.consent[i] = 0;
    const at = openedAt + 30_000;
    book.record({
      customerNo: i + 1,
      type: "email_unsubscribed",
      channel: "email",
      occurredAt: at,
      device,
      campaignNo,
    });
    book.consents.push({
      customerNo: i + 1,
      channel: "email",
      granted: false,
      at,
      source: "unsubscribe-link",
    });
  }
  return null;
}
