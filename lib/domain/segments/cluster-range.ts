/** How few and how many segments a person may ask for. */
export const MIN_CLUSTERS = 2;
export const MAX_CLUSTERS = 20;
