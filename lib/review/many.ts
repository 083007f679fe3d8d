/** Counts on the screens go no further: a list of a million must not be counted each time a page of it is read. */
export const MANY = 10_000;

/** The same for the views of the inbox, which are counted each time a question is asked or decided. */
export const MANY_QUESTIONS = 1_000;

/** New questions at once that are told of one by one; of more it is said that they are more. */
export const MOST_TOLD = 50;
