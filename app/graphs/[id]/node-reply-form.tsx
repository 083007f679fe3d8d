'use client';

import { useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { settleReply } from '#app/_actions/settle-reply';
import { useAction } from '#app/_actions/use-action';
import { queryKeys } from '#app/_data/query-keys';
import { Badge } from '#app/_ui/badge';
import { Button } from '#app/_ui/button';
import { Field } from '#app/_ui/field';
import { Select } from '#app/_ui/input';
import { JsonEditor, parseJson } from '#app/_ui/json-editor';
import { jt } from '#app/_ui/jt';
import { TimeAgo } from '#app/_ui/time-ago';
import { t } from '#lib/language/gettext';
import type { NodeReply } from '#lib/review/list-node-replies';
import { PLACEHOLDER } from '#lib/review/reply-template';
import { choiceOf, profileChoices, TEMPLATE } from './profile-choices';

export function NodeReplyForm({ graphId, reply }: { graphId: string; reply: NodeReply }) {
  const { node, profile } = reply;
  const known = choiceOf(profile);
  const [choice, setChoice] = useState(known);
  const [template, setTemplate] = useState(startOf(reply));
  const { act, busy } = useAction();
  const client = useQueryClient();
  const next = profileFor(choice, template);
  const isChanged = next !== undefined && JSON.stringify(next) !== JSON.stringify(profile);

  async function save(event: FormEvent) {
    event.preventDefault();
    if (next === undefined) return;
    const request = { graphId, node, profileJson: JSON.stringify(next) };
    await act(() => settleReply(request), t`The reply of ${node} is settled.`);
    await client.invalidateQueries({ queryKey: queryKeys.graph(graphId) });
  }

  return (
    <form onSubmit={save} className="flex flex-col gap-3">
      <Summary reply={reply} />
      <div className="flex flex-wrap items-end gap-3">
        <Field label={t`Reply of ${node}`} required>
          {(control) => (
            <Select {...control} value={choice} onValueChange={setChoice} options={options()} className="max-w-md" />
          )}
        </Field>
        <Button type="submit" variant={isChanged ? 'primary' : 'secondary'} busy={busy} disabled={!isChanged}>
          {t`Save`}
        </Button>
      </div>
      {choice === TEMPLATE ? (
        <JsonEditor
          label={t`Template for ${node}`}
          hint={t`JSON in which "${PLACEHOLDER}" stands for what the reviewer gives.`}
          text={template}
          onTextChange={setTemplate}
        />
      ) : null}
    </form>
  );
}

function options() {
  return [
    ...profileChoices.map(({ value, label }) => ({ value, label: label() })),
    { value: TEMPLATE, label: t`A template` },
  ];
}

function Summary({ reply: { node, convention, saysItsReply, settledBy, settledAt } }: { reply: NodeReply }) {
  return (
    <p className="flex flex-wrap items-center gap-x-2 gap-y-1 text-xs text-ink-faint">
      <span className="font-mono text-sm font-medium text-ink">{node}</span>
      {convention ? <Badge>{convention}</Badge> : t`has asked nothing yet`}
      {saysItsReply ? <span>{t`says itself what it wants back`}</span> : null}
      {settledAt ? (
        <span>
          {settledBy === null
            ? jt`settled by a client ${<TimeAgo at={settledAt} />}`
            : jt`settled by ${settledBy} ${<TimeAgo at={settledAt} />}`}
        </span>
      ) : null}
    </p>
  );
}

function startOf({ profile }: NodeReply): string {
  const template = profile?.kind === 'template' ? profile.template : { answer: PLACEHOLDER };
  return JSON.stringify(template, null, 2);
}

/** Undefined while the template is not JSON. */
function profileFor(choice: string, text: string) {
  if (choice !== TEMPLATE) return profileChoices.find(({ value }) => value === choice)?.profile ?? null;
  const parsed = parseJson(text);
  return parsed.ok ? { kind: 'template' as const, template: parsed.value } : undefined;
}
