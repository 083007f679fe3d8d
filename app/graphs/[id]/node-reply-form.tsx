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
import { TimeAgo } from '#app/_ui/time-ago';
import type { NodeReply } from '#lib/review/list-node-replies';
import { PLACEHOLDER } from '#lib/review/reply-template';
import { choiceOf, profileChoices, TEMPLATE } from './profile-choices';

const options = [
  ...profileChoices.map(({ value, label }) => ({ value, label })),
  { value: TEMPLATE, label: 'A template' },
];

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
    await act(() => settleReply(request), `The reply of ${node} is settled.`);
    await client.invalidateQueries({ queryKey: queryKeys.graph(graphId) });
  }

  return (
    <form onSubmit={save} className="flex flex-col gap-3">
      <Summary reply={reply} />
      <div className="flex flex-wrap items-end gap-3">
        <Field label={`Reply of ${node}`} required>
          {(control) => (
            <Select {...control} value={choice} onValueChange={setChoice} options={options} className="max-w-md" />
          )}
        </Field>
        <Button type="submit" variant={isChanged ? 'primary' : 'secondary'} busy={busy} disabled={!isChanged}>
          Save
        </Button>
      </div>
      {choice === TEMPLATE ? (
        <JsonEditor
          label={`Template for ${node}`}
          hint={`JSON in which "${PLACEHOLDER}" stands for what the reviewer gives.`}
          text={template}
          onTextChange={setTemplate}
        />
      ) : null}
    </form>
  );
}

function Summary({ reply: { node, convention, saysItsReply, settledBy, settledAt } }: { reply: NodeReply }) {
  return (
    <p className="flex flex-wrap items-center gap-x-2 gap-y-1 text-xs text-ink-faint">
      <span className="font-mono text-sm font-medium text-ink">{node}</span>
      {convention ? <Badge>{convention}</Badge> : 'has asked nothing yet'}
      {saysItsReply ? <span>says itself what it wants back</span> : null}
      {settledAt ? (
        <span>
          settled by {settledBy ?? 'a client'} <TimeAgo at={settledAt} />
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
