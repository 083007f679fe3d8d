import { Annotation, MessagesAnnotation, START, StateGraph } from '#lib/engine';

const TEXT = 'all work and no play makes Jack a dull boy '.repeat(5);

const State = Annotation.Root({
  ...MessagesAnnotation.spec,
  /** How many messages there are to be; none: as many as a turn makes. */
  length: Annotation<number | undefined>,
  /** Whether the answer depends on what was said before. */
  looks: Annotation<boolean | undefined>,
});

export const words = (text: string) => `${text} ${TEXT}`;

/** Answers, or goes on alone until the chat is as long as it is asked to be. */
export const chat = new StateGraph(State)
  .addNode('reply', (state) => ({ messages: { role: 'assistant', content: words(answerTo(state)) } }))
  .addEdge(START, 'reply')
  .addConditionalEdges('reply', (state) => (isShorter(state) ? 'reply' : '__end__'));

function answerTo(state: typeof State.State): string {
  return state.looks ? `${state.messages.length} messages.` : 'I hear you.';
}

/** Looks at the messages only if it has to. */
function isShorter(state: typeof State.State): boolean {
  return state.length !== undefined && state.messages.length < state.length;
}
