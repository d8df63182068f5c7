import type { PricingFamily } from "@/lib/domain/pricing/demand-family";
import { newId } from "@/lib/platform/ids";
import type { StoreScope } from "./scope";

/** A manager's choice of the family that proposes prices; `family` null: whichever wins the back-test. */
export interface ChosenFamily {
  readonly family: PricingFamily | null;
  readonly chosenAt: Date;
  readonly chosenById: string;
  readonly chosenByName: string;
}

/** The newest choice; null where nobody ever chose. */
export async function findChosenFamily({ storeId, db }: StoreScope): Promise<ChosenFamily | null> {
  const row = await db.pricingChampion.findFirst({
    where: { storeId },
    orderBy: [{ chosenAt: "desc" }, { id: "desc" }],
    select: { family: true, chosenAt: true, chosenById: true, chosenByName: true },
  });
  return row && { ...row, family: row.family as PricingFamily | null };
}

export async function insertChosenFamily({ storeId, db }: StoreScope, choice: ChosenFamily): Promise<void> {
  await db.pricingChampion.create({ data: { storeId, id: newId(), ...choice } });
}
