import { Annotation, END, interrupt, START, StateGraph } from '#lib/engine';

const AgeState = Annotation.Root({
  foo: Annotation<string | undefined>(),
  human_value: Annotation<string>(),
});

/**
 * Asks again until the answer is an age. The node runs from its first line for every answer and gets the earlier ones back in
 * the order in which it asked, so nothing may stand in this loop that must not happen twice.
 */
function askAge(): typeof AgeState.Update {
  let question = 'What is your age?';
  for (;;) {
    const answer: unknown = interrupt(question);
    if (isAge(answer)) return { human_value: `The human is ${answer} years old.` };
    // The lone quote is in the guide this graph follows.
    question = `'${print(answer)} is not a valid age. What is your age?`;
  }
}

function isAge(answer: unknown): answer is number {
  return Number.isSafeInteger(answer) && Number(answer) >= 0;
}

function print(answer: unknown): string {
  return typeof answer === 'string' ? answer : JSON.stringify(answer);
}

export const age = new StateGraph(AgeState)
  .addNode('node', askAge)
  .addEdge(START, 'node')
  .addEdge('node', END)
  .compile({ name: 'age' });
