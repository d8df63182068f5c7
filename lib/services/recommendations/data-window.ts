import { z } from "zod";

/** What a recommendation model's version keeps of the data it was trained on, as far as serving and replaying need it. */
const dataWindow = z.object({
  segmentationId: z.string().nullable().default(null),
  /** Categories whose goods this shop's customers buy again. */
  rebought: z.array(z.string()).default([]),
  /** From when on purchases judged the model; null where too little was held back. */
  splitAt: z.coerce.date().nullable().default(null),
});

/** Models of before may lack any of it. */
export function readDataWindow(stored: unknown): z.output<typeof dataWindow> {
  return dataWindow.parse(stored);
}
