/** Why a read failed, in words for people, with the status that the server gave. */
export class ReadError extends Error {
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.name = 'ReadError';
    this.status = status;
  }
}

/** It was there once, or never: trying again brings nothing. */
export function isGone(error: unknown): boolean {
  return error instanceof ReadError && error.status === 404;
}
