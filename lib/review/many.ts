/** Counts on the screens go no further: a list of a million must not be counted each time a page of it is read. */
export const MANY = 10_000;
