import { END, MessagesAnnotation, START, StateGraph } from '#lib/engine';
import { callModel } from './agent/call-model';
import { openToolCalls, runTools } from './agent/run-tools';

/** The weather assistant of LangGraph's double-texting guides: model, tool, model. */
export const agent = new StateGraph(MessagesAnnotation)
  .addNode('agent', callModel)
  .addNode('tools', runTools)
  .addEdge(START, 'agent')
  .addConditionalEdges('agent', (state) => (openToolCalls(state).length > 0 ? 'tools' : END), ['tools', END])
  .addEdge('tools', 'agent')
  .compile({ name: 'agent' });
