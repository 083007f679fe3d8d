/** What people answer; falsy values are answers. */
const ANSWERS = ['yes', false, 0, '', null, {}, [], { deep: [1, null] }];

/** The same to the same question, whoever asks. */
export function answerTo(question: string): unknown {
  return ANSWERS[question.length % ANSWERS.length];
}
