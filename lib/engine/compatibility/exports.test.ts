import * as theirs from '@langchain/langgraph';
import * as theirPrebuilt from '@langchain/langgraph/prebuilt';
import { expect, test } from 'vitest';
import * as ours from '../index';
import * as prebuilt from '../prebuilt/index';

/** What LangGraph.js exports and a graph cannot import here; docs/langgraph-js.md says what is not there. */
const NOT_HERE = {
  'the protocol of streamEvents': [
    ...['ChatModelStreamImpl', 'EventLog', 'GraphCallbackHandler', 'GraphRunStream', 'STREAM_EVENTS_V3_MODES'],
    ...['StreamChannel', 'SubgraphRunStream', 'convertToProtocolEvent', 'createGraphRunStream'],
    ...['createLifecycleTransformer', 'createMessagesTransformer', 'createSubgraphDiscoveryTransformer'],
    ...['createValuesTransformer', 'filterLifecycleEntries', 'filterSubgraphHandles', 'isCheckpointEnvelope'],
    'isNativeTransformer',
  ],
  'channels as classes, and their parts': [
    ...['BaseChannel', 'BinaryOperatorAggregate', 'DeltaChannel', 'DeltaValue', 'MessagesDeltaValue'],
    ...['UntrackedValueChannel', 'copyCheckpoint', 'emptyCheckpoint', 'messagesDeltaReducer'],
  ],
  'older forms': ['Graph', 'MessageGraph', 'StateGraphInputError', 'MessagesZodState'],
  'its inner workings': [
    ...['AsyncBatchedStore', 'COMMAND_SYMBOL', 'CommandInstance', 'getJsonSchemaFromSchema', 'getSchemaDefaultGetter'],
    ...['getSubgraphsSeenSet', 'isSerializableSchema', 'isStandardSchema', 'writer'],
  ],
  'errors that are codes of one class here': [
    ...['BaseLangGraphError', 'EmptyChannelError', 'MultipleSubgraphsError', 'RemoteException', 'UnreachableNodeError'],
  ],
};

test('all that LangGraph.js exports is here, or is known not to be', () => {
  const missing = Object.keys(theirs).filter((name) => !(name in ours));

  expect(missing.sort()).toEqual(Object.values(NOT_HERE).flat().sort());
});

test('so is what it has prebuilt', () => {
  const missing = Object.keys(theirPrebuilt).filter((name) => !(name in prebuilt));

  expect(missing.sort()).toEqual([
    'ToolExecutor',
    'createAgentExecutor',
    'createFunctionCallingExecutor',
    'createReactAgentAnnotation',
    'withAgentName',
  ]);
});
