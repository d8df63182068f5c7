/** Pictures are kept as drawn; nothing else is served from where they are kept. */
export const SVG_MEDIA_TYPE = "image/svg+xml";
