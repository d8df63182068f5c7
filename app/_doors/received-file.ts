import { createWriteStream } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable, Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { ReadableStream as WebStream } from "node:stream/web";
import { AppError } from "@/lib/domain/errors";

/**
 * Hands `work` the body of a request as a file, which is gone afterwards. It is written as it comes, and no further than
 * `mostBytes`. A body that another site made the browser send is refused.
 * @throws AppError INVALID without a body or past the limit, FORBIDDEN from another site
 */
export async function withReceivedFile<T>(
  request: Request,
  mostBytes: number,
  work: (path: string) => Promise<T>,
): Promise<T> {
  const site = request.headers.get("sec-fetch-site");
  if (site !== null && site !== "same-origin")
    throw new AppError("FORBIDDEN", "Files are taken from Souk's own pages alone.");
  if (!request.body) throw new AppError("INVALID", "This file is empty.");
  const folder = await mkdtemp(join(tmpdir(), "souk-upload-"));
  try {
    const path = join(folder, "file");
    let bytes = 0;
    const bounded = new Transform({
      transform(chunk: Buffer, _encoding, done) {
        bytes += chunk.length;
        if (bytes > mostBytes) done(new AppError("INVALID", "This file is too large. Split it."));
        else done(null, chunk);
      },
    });
    await pipeline(
      Readable.fromWeb(request.body as WebStream),
      bounded,
      createWriteStream(path, { mode: 0o600 }),
    );
    return await work(path);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
