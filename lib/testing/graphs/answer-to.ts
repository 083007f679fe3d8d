/** What people answer; falsy values are answers. */
const ANSWERS = ['yes', false, 0, '', null, {}, [], { deep: [1, null] }];

/** The same to the same question, whoever asks, and at whichever step. */
export function answerTo(question: string): unknown {
  return ANSWERS[withoutSteps(question).length % ANSWERS.length];
}

/** A branch counts on from where it began, one step behind. */
export function withoutSteps(text: string): string {
  return text.replaceAll(/@\d+/g, '@');
}
