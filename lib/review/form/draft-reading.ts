import type { AnswerError } from '#lib/runs/validate-answer';

export interface DraftReading {
  value: unknown;
  /** What is missing or cannot be read. Paths are those of the value; they lead back to the field. */
  errors: AnswerError[];
}
