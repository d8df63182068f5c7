"use client";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Card } from "@/components/ui/card";
import { useFormat } from "@/components/ui/shop-format";
import { useFeatureWords } from "@/components/words/feature-words";
import { shopWord } from "@/components/words/shop-word";
import type { CustomerDetail } from "@/lib/contracts/customers";

/** Master data: what the shop was told, and since when. Words that we have none for stay the shop's own. */
export function CustomerAbout({ customer }: { customer: CustomerDetail }) {
  const t = useTranslations("customers");
  const format = useFormat();
  const { category } = useFeatureWords();
  const { language, acquisitionChannel, city, region, country } = customer;
  const email = customer.consents.find(({ channel }) => channel === "email");
  const worded = (group: "languages" | "acquisition", word: string | null) =>
    word && shopWord(t, `${group}.${word}`, word);
  const place = [...new Set([city, region, country].filter((part) => part !== null))];
  return (
    <Card title={t("about")}>
      <dl className="grid grid-cols-[auto_1fr] gap-x-6 gap-y-2 text-sm">
        <Fact name={t("email")}>{customer.email}</Fact>
        <Fact name={t("consent")}>
          {email
            ? `${t(email.granted ? "consentYes" : "consentNo")}, ${format.date(email.at)}`
            : t("consentNone")}
        </Fact>
        <Fact name={t("age")}>{customer.age === null ? null : format.number(customer.age)}</Fact>
        <Fact name={t("gender")}>{customer.gender && category(customer.gender)}</Fact>
        {customer.occupation ? <Fact name={t("occupation")}>{customer.occupation}</Fact> : null}
        <Fact name={t("place")}>{place.join(", ")}</Fact>
        {customer.postalCode ? <Fact name={t("postalCode")}>{customer.postalCode}</Fact> : null}
        <Fact name={t("language")}>{worded("languages", language)}</Fact>
        <Fact name={t("channel")}>{worded("acquisition", acquisitionChannel)}</Fact>
        <Fact name={t("identities")}>{customer.identities.map((identity) => identity.value).join(", ")}</Fact>
        <Fact name={t("customerSince")}>{format.date(customer.firstSeenAt)}</Fact>
      </dl>
    </Card>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  const t = useTranslations("customers");
  const known = children !== null && children !== undefined && children !== "";
  return (
    <>
      <dt className="text-ink-faint">{name}</dt>
      <dd className="min-w-0 break-words text-right">
        {known ? children : <span className="text-ink-faint">{t("notKnown")}</span>}
      </dd>
    </>
  );
}
