/** A lab run that cannot give a figure, in the form that is printed: what, why, and which line of the file. */
export class LabError extends Error {
  override readonly name = "LabError";
  constructor(
    readonly code: LabErrorCode,
    message: string,
    /** Line of the file, from 1, when one line is to blame. */
    readonly line: number | null = null,
  ) {
    super(message);
  }
}

export type LabErrorCode =
  | "UNKNOWN_TASK"
  | "BAD_OPTION"
  | "FILE_NOT_FOUND"
  | "FILE_UNREADABLE"
  | "EMPTY_FILE"
  | "RAGGED_ROW"
  | "UNCLOSED_QUOTE"
  | "MISSING_COLUMN"
  | "NOT_A_NUMBER"
  | "BAD_VALUE"
  | "NOT_ENOUGH_DATA";
