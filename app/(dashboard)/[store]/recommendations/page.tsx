import { redirect } from "next/navigation";
import { pageContext, type ShopPage } from "@/app/_doors/page-context";

/** The section opens with its preview. */
export default async function Page({ params }: ShopPage) {
  const { store } = await params;
  await pageContext(store);
  redirect(`/${store}/recommendations/preview`);
}
