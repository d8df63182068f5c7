import type { MessageAuthor, ReplyAction } from "@/lib/domain/service/message";
import { type BulkColumn, bulkInsert } from "./bulk-insert";
import type { StoreScope } from "./scope";

export interface NewConversation {
  readonly customerId: string;
  readonly id: string;
  readonly channel: string;
  readonly language: string;
  readonly openedAt: Date;
  readonly closedAt: Date | null;
  readonly orderId: string | null;
  readonly productId: string | null;
  readonly tag: string | null;
  readonly resolved: boolean;
  readonly satisfaction: number | null;
  readonly messages: readonly {
    readonly id: string;
    readonly author: MessageAuthor;
    readonly action: ReplyAction | null;
    readonly text: string;
    readonly sentAt: Date;
  }[];
}

/** Conversations with their messages; one that is there already stays as it is. Call in a transaction. */
export async function insertConversations(
  { storeId, db }: StoreScope,
  conversations: readonly NewConversation[],
): Promise<void> {
  const store: BulkColumn<unknown> = { name: "storeId", type: "uuid", read: () => storeId };
  const columns: BulkColumn<NewConversation>[] = [
    store,
    { name: "customerId", type: "uuid", read: (row) => row.customerId },
    { name: "id", type: "uuid", read: (row) => row.id },
    { name: "channel", type: "text", read: (row) => row.channel },
    { name: "language", type: "text", read: (row) => row.language },
    { name: "openedAt", type: "timestamptz", read: (row) => row.openedAt },
    { name: "closedAt", type: "timestamptz", read: (row) => row.closedAt },
    { name: "orderId", type: "uuid", read: (row) => row.orderId },
    { name: "productId", type: "uuid", read: (row) => row.productId },
    { name: "tag", type: "text", read: (row) => row.tag },
    { name: "resolved", type: "bool", read: (row) => row.resolved },
    { name: "satisfaction", type: "int4", read: (row) => row.satisfaction },
  ];
  const onConflict = "DO NOTHING";
  await bulkInsert(db, "conversation", columns, conversations, { onConflict });
  const messages = conversations.flatMap((conversation) =>
    conversation.messages.map((message) => ({ conversation, message })),
  );
  await bulkInsert(
    db,
    "message",
    [
      store,
      { name: "customerId", type: "uuid", read: ({ conversation }) => conversation.customerId },
      { name: "conversationId", type: "uuid", read: ({ conversation }) => conversation.id },
      { name: "id", type: "uuid", read: ({ message }) => message.id },
      { name: "author", type: "text", read: ({ message }) => message.author },
      { name: "action", type: "text", read: ({ message }) => message.action },
      { name: "text", type: "text", read: ({ message }) => message.text },
      { name: "sentAt", type: "timestamptz", read: ({ message }) => message.sentAt },
    ],
    messages,
    { onConflict },
  );
}
