import { Card, CardHeader } from '#app/_ui/card';
import { t } from '#lib/language/gettext';
import type { NodeReply } from '#lib/review/list-node-replies';
import { NodeReplyForm } from './node-reply-form';

/** For whoever knows the graph: what its questions are answered with, where they do not say it. */
export function NodeReplies({ graphId, replies }: { graphId: string; replies: NodeReply[] }) {
  return (
    <div id="replies" className="px-4 pb-6 md:px-6">
      <Card>
        <CardHeader title={t`Replies`} detail={t`what a node is resumed with, where its question does not say it`} />
        <ul aria-label={t`Replies of the nodes`} className="divide-y">
          {replies.map((reply) => (
            <li key={reply.node} className="px-4 py-3">
              <NodeReplyForm key={JSON.stringify(reply.profile)} graphId={graphId} reply={reply} />
            </li>
          ))}
        </ul>
      </Card>
    </div>
  );
}
