import { Card, CardBody, CardHeader } from '#app/_ui/card';
import { CopyButton } from '#app/_ui/copy-button';
import { JsonView } from '#app/_ui/json-view';
import { TimeAgo } from '#app/_ui/time-ago';
import { c, t } from '#lib/language/gettext';
import type { StateView } from '#lib/review/get-state-view';
import { nodeLabel } from '#lib/review/outline-graph';
import { TaskList } from './task-list';

export function StateDetail({ state }: { state: StateView }) {
  const isEmpty = Object.keys(state.values).length === 0;
  return (
    <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_20rem]">
      <Card className="min-w-0">
        <CardHeader
          title={t`Values`}
          actions={<CopyButton text={JSON.stringify(state.values, null, 2)} what={t`state as JSON`} />}
        />
        <CardBody>
          {isEmpty ? (
            <p className="text-sm text-ink-faint">{t`The state is empty.`}</p>
          ) : (
            <JsonView value={state.values} openLevels={3} />
          )}
        </CardBody>
      </Card>
      <div className="flex min-w-0 flex-col gap-4">
        <Card>
          <CardHeader title={t`Checkpoint`} />
          <CardBody>
            <CheckpointFacts state={state} />
          </CardBody>
        </Card>
        <Card>
          <CardHeader
            title={c('what runs next').t`Next`}
            detail={state.next.length === 0 ? undefined : state.next.map(nodeLabel).join(', ')}
          />
          <CardBody>
            <TaskList tasks={state.tasks} />
          </CardBody>
        </Card>
      </div>
    </div>
  );
}

function CheckpointFacts({ state }: { state: StateView }) {
  if (!state.checkpointId) return <p className="text-sm text-ink-faint">{t`This thread has no checkpoint yet.`}</p>;
  return (
    <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1.5 text-sm [&>dt]:text-ink-faint">
      <dt>{t`Id`}</dt>
      <dd className="font-mono text-xs wrap-anywhere">{state.checkpointId}</dd>
      <dt>{t`Step`}</dt>
      <dd>{state.step ?? t`unknown`}</dd>
      <dt>{t`Source`}</dt>
      <dd>{state.source ?? t`unknown`}</dd>
      <dt>{t`Time`}</dt>
      <dd>{state.createdAt ? <TimeAgo at={state.createdAt} /> : t`unknown`}</dd>
      <dt>{t`Parent`}</dt>
      <dd className="font-mono text-xs wrap-anywhere">
        {state.parentId ?? c('a checkpoint without a parent').t`none`}
      </dd>
    </dl>
  );
}
