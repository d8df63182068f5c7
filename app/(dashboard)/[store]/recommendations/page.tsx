import { redirect } from "next/navigation";
import { pageContext } from "@/app/_doors/page-context";

/** The section opens with its preview. */
export default async function Page({ params }: { params: Promise<{ store: string }> }) {
  const { store } = await params;
  await pageContext(store);
  redirect(`/${store}/recommendations/preview`);
}
