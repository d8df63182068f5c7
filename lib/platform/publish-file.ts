import { constants, copyFile, link } from "node:fs/promises";

/** How file systems without hard links say so. */
const NO_HARD_LINKS = new Set(["EPERM", "ENOTSUP", "EOPNOTSUPP", "ENOSYS"]);

/**
 * Gives a finished file a second name, which must be free: whoever looks there finds nothing or all of it.
 * @throws EEXIST when the name is taken
 */
export async function publishFile(draft: string, file: string): Promise<void> {
  try {
    await link(draft, file);
  } catch (error) {
    const { code = "" } = error as NodeJS.ErrnoException;
    if (!NO_HARD_LINKS.has(code)) throw error;
    // Still one winner; a reader who comes in the middle reads again.
    await copyFile(draft, file, constants.COPYFILE_EXCL);
  }
}
