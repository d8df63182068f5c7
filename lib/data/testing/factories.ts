import type { Actor } from "@/lib/domain/actor";
import type { Role } from "@/lib/domain/permissions";
import { newId } from "@/lib/platform/ids";
import type { Prisma, Store } from "../generated/client";
import { db, type StoreScope, storeScope } from "../scope";

/** The wall time of every test that does not care about it. */
export const TEST_NOW = new Date("2026-01-15T12:00:00.000Z");

/** A shop of this test alone. */
export async function createStore(values: Partial<Prisma.StoreCreateInput> = {}): Promise<Store> {
  const id = newId();
  return db().store.create({
    data: {
      id,
      slug: `shop-${id}`,
      name: "Test shop",
      currency: "EUR",
      timeZone: "Europe/Berlin",
      createdAt: TEST_NOW,
      ...values,
    },
  });
}

/** A shop of this test alone, as the scope that the data floor asks for. */
export async function createScope(): Promise<StoreScope> {
  return storeScope((await createStore()).id);
}

/** A person with this role in the shop, as the actor that services ask for. */
export async function createMember(storeId: string, role: Role = "manager"): Promise<Actor> {
  const id = newId();
  const name = `Test ${role}`;
  await db().user.create({
    data: { id, name, email: `${id}@example.test`, createdAt: TEST_NOW, updatedAt: TEST_NOW },
  });
  await db().member.create({ data: { storeId, userId: id, role, createdAt: TEST_NOW } });
  return { kind: "person", id, name, storeId, role };
}

/** @returns the customer's id */
export async function createCustomer(
  storeId: string,
  values: Partial<Omit<Prisma.CustomerCreateManyInput, "storeId">> = {},
): Promise<string> {
  const id = values.id ?? newId();
  await db().customer.create({
    data: {
      storeId,
      name: `Customer ${id.slice(-4)}`,
      createdAt: TEST_NOW,
      updatedAt: TEST_NOW,
      ...values,
      id,
    },
  });
  return id;
}

/** @returns the product's id */
export async function createProduct(
  storeId: string,
  values: Partial<Omit<Prisma.ProductCreateManyInput, "storeId">> = {},
): Promise<string> {
  const id = values.id ?? newId();
  await db().product.create({
    data: {
      storeId,
      groupId: id,
      name: `Product ${id.slice(-4)}`,
      createdAt: TEST_NOW,
      updatedAt: TEST_NOW,
      ...values,
      id,
    },
  });
  return id;
}

export async function createRating(
  storeId: string,
  rating: { customerId: string; productId: string; value: number; ratedAt?: Date },
): Promise<void> {
  await db().rating.create({ data: { storeId, ratedAt: TEST_NOW, ...rating } });
}
