'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { createAnswerLink, type LinkRequest } from '#app/_actions/answer-links';
import { queryKeys } from '#app/_data/query-keys';
import { useReviewer } from '#app/_shell/reviewer';
import { Button } from '#app/_ui/button';
import { Dialog } from '#app/_ui/dialog';
import { Field } from '#app/_ui/field';
import { Input, Select } from '#app/_ui/input';
import { Notice } from '#app/_ui/notice';
import { ShownOnce } from '#app/_ui/shown-once';
import { msgid, ngettext, t } from '#lib/language/gettext';
import { LinkList } from './link-list';

const terms: LinkRequest['days'][] = [1, 7, 30];

export function AskDialog({ interruptId, onClose }: { interruptId: string; onClose: () => void }) {
  const client = useQueryClient();
  const { identify } = useReviewer();
  const [name, setName] = useState('');
  const [days, setDays] = useState<LinkRequest['days']>(7);
  const [address, setAddress] = useState<string>();
  const [failure, setFailure] = useState<string>();
  const [busy, setBusy] = useState(false);

  async function make() {
    if ((await identify()) === null) return;
    setBusy(true);
    const result = await createAnswerLink({ interruptId, name, days });
    setBusy(false);
    setFailure(result.ok ? undefined : result.message);
    if (!result.ok) return;
    setAddress(new URL(result.address, window.location.origin).href);
    setName('');
    await client.invalidateQueries({ queryKey: queryKeys.answerLinks(interruptId) });
  }

  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={t`Ask someone else`}
      description={t`Whoever has the link sees this question, and nothing else, and can answer it once. They need no account.`}
    >
      <div className="flex flex-col gap-4">
        <form
          onSubmit={(event) => {
            event.preventDefault();
            if (!busy) void make();
          }}
          className="flex flex-col gap-3"
        >
          <Field
            label={t`Who is asked`}
            hint={t`The answer is recorded with this name. Without it they are asked for theirs.`}
          >
            {(control) => (
              <Input {...control} maxLength={80} value={name} onChange={({ target }) => setName(target.value)} />
            )}
          </Field>
          <Field label={t`The link ends after`} hint={t`Earlier, if the question has a deadline before that.`} required>
            {(control) => (
              <Select
                {...control}
                value={days}
                onValueChange={(value) => setDays(terms.find((term) => String(term) === value) ?? 7)}
                options={terms.map((term) => ({ value: String(term), label: daysLabel(term) }))}
              />
            )}
          </Field>
          <Button type="submit" variant="primary" busy={busy} className="self-start">
            {t`Make link`}
          </Button>
        </form>
        {failure ? <Notice tone="danger" role="alert" title={failure} /> : null}
        {address ? <NewLink address={address} /> : null}
        <LinkList interruptId={interruptId} />
      </div>
    </Dialog>
  );
}

function NewLink({ address }: { address: string }) {
  return (
    <ShownOnce title={t`The link, which is not shown again`} text={address} what={t`link`}>
      {t`Send it to that person alone.`}
    </ShownOnce>
  );
}

function daysLabel(count: number): string {
  return ngettext(msgid`${count} day`, msgid`${count} days`, count);
}
