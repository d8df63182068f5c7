"use client";
import Download from "lucide-react/icons/download";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { PageHeader } from "@/components/ui/page-header";
import { Select } from "@/components/ui/select";
import { useCategoryWord } from "@/components/words/category-words";
import { priceListHref } from "@/lib/client/price-lists";
import { EXPORT_KINDS, type ListKind } from "@/lib/domain/pricing/lists/list-kinds";
import { ListUpload } from "./list-upload";

const ALL = "";

/** Prices in and out as files: bring a list in after a look at what it does, take lists along. */
export function PriceLists({
  store,
  categories,
  kinds,
}: {
  store: string;
  categories: readonly string[];
  /** The kinds of lists that the reader may bring in. */
  kinds: readonly ListKind[];
}) {
  const t = useTranslations("pricing-lists");
  return (
    <>
      <PageHeader title={t("title")} finding={t("finding")} />
      <div className="flex flex-col gap-5">
        {kinds.map((kind) => (
          <ListUpload key={kind} store={store} kind={kind} />
        ))}
        <ListExports store={store} categories={categories} />
      </div>
    </>
  );
}

function ListExports({ store, categories }: { store: string; categories: readonly string[] }) {
  const t = useTranslations("pricing-lists");
  const categoryWord = useCategoryWord();
  const [category, setCategory] = useState(ALL);
  return (
    <Card title={t("exports")} description={t("exportsWhat")}>
      <div className="flex flex-col gap-4">
        <Field label={t("category")} className="max-w-72">
          <Select
            value={category}
            onValueChange={setCategory}
            options={[
              { value: ALL, label: t("everyCategory") },
              ...categories.map((name) => ({ value: name, label: categoryWord(name) })),
            ]}
          />
        </Field>
        <ul className="flex flex-wrap gap-2">
          {EXPORT_KINDS.map((kind) => (
            <li key={kind}>
              <Button asChild>
                <a href={priceListHref(store, kind, category ? { category } : {})} download>
                  <Download aria-hidden="true" />
                  {t(`exportKinds.${kind}`)}
                </a>
              </Button>
            </li>
          ))}
        </ul>
      </div>
    </Card>
  );
}
