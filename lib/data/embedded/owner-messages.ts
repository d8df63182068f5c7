/** What the starter tells the owner, and what the owner reports, over the channel between parent and child. */
export type OwnerOrder =
  | {
      readonly kind: "start";
      readonly folder: string;
      readonly generation: number;
      /** Of the owner that this one replaces, so that its clients find the new one; else the owner chooses. */
      readonly port: number | null;
      readonly nonce: string | null;
      /** Empties the folder first. */
      readonly fresh: boolean;
    }
  | { readonly kind: "release" };

export type OwnerReport =
  | { readonly kind: "serving" }
  /** Another process took the folder first. */
  | { readonly kind: "lost" }
  | { readonly kind: "failed"; readonly message: string }
  /** Released, but others are still connected: it stops after the last of them. */
  | { readonly kind: "staying" };
