import { z } from 'zod';
import { Annotation, END, interrupt, START, StateGraph } from '#lib/engine';

const DeployState = Annotation.Root({ version: Annotation<string | undefined>(), outcome: Annotation<string[]>() });

const approval = z.object({ id: z.literal('apr_1'), approved: z.boolean(), reason: z.string().optional() });
const choice = z.object({ optionId: z.string(), approved: z.boolean().optional(), reason: z.string().optional() });

/** Asks with a part of a message, as the AI SDK's tools do that need approval. */
function build({ version = '1.4.0' }: typeof DeployState.State): typeof DeployState.Update {
  const question = {
    type: 'tool-build_image',
    toolCallId: 'call_1',
    state: 'approval-requested',
    input: { version, platforms: ['linux/amd64', 'linux/arm64'], push: true },
    approval: { id: 'apr_1', requestReason: 'Images are pushed to the public registry.' },
  };
  const { approved, reason } = approval.parse(interrupt(question));
  return { outcome: [approved ? `Built ${version}` : `Not built: ${reason ?? 'no reason given'}`] };
}

/** Asks with named options, as assistant-ui does: some of them grant more than this once. */
function push({ outcome }: typeof DeployState.State): typeof DeployState.Update {
  const question = {
    message: 'Push the tag to the repository?',
    approval: {
      id: 'apr_2',
      options: [
        { id: 'once', kind: 'allow-once', label: 'Allow once' },
        { id: 'always', kind: 'allow-always', label: 'Always allow', grants: ['git push *'], confirm: true },
        { id: 'no', kind: 'reject-once', label: 'Do not push' },
      ],
    },
  };
  const { optionId, approved, reason } = choice.parse(interrupt(question));
  const pushed = approved ? `Pushed (${optionId})` : `Not pushed: ${reason ?? 'no reason given'}`;
  return { outcome: [...outcome, pushed] };
}

export const deploy = new StateGraph(DeployState)
  .addNode('build', build)
  .addNode('push', push)
  .addEdge(START, 'build')
  .addEdge('build', 'push')
  .addEdge('push', END)
  .compile({ name: 'deploy' });
