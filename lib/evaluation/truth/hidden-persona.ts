import { CATEGORIES, PERSONAS, type PersonaId } from "@/lib/world/parameters";
import type { CategoryId } from "@/lib/world/types";
import type { World } from "@/lib/world/world";

/** The persona of a customer: the stronger of the two they are mixed from. Known to the world alone. */
export function hiddenPersona(
  world: World,
  customerNo: number,
): { readonly id: PersonaId; readonly index: number; readonly weight: number } {
  const i = customerNo - 1;
  const index = world.people.persona[i]!;
  return { id: PERSONAS[index]!.id, index, weight: world.people.mixture[i]! };
}

/** The log-weights with which a customer thinks of each category. */
export function hiddenTastes(world: World, customerNo: number): Readonly<Record<CategoryId, number>> {
  const i = customerNo - 1;
  return Object.fromEntries(
    CATEGORIES.map((category, c) => [category, world.people.taste[i * CATEGORIES.length + c]!]),
  ) as Record<CategoryId, number>;
}
