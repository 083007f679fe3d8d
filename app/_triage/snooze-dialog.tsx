'use client';

import { type FormEvent, useRef, useState } from 'react';
import { snooze } from '#app/_actions/snooze';
import { Button } from '#app/_ui/button';
import { Dialog } from '#app/_ui/dialog';
import { Field } from '#app/_ui/field';
import { Input } from '#app/_ui/input';
import { jt } from '#app/_ui/jt';
import { RadioCards } from '#app/_ui/radio-cards';
import { TimeUntil } from '#app/_ui/time-until';
import { t } from '#lib/language/gettext';
import { currentLanguage } from '#lib/language/language';
import { ArrangementProgress } from './arrangement-progress';
import { type SnoozeChoice, snoozeChoices } from './snooze-choices';
import type { ArrangeDialogProps } from './triage-dialog';
import { useArrangement } from './use-arrangement';

const OTHER = 'other';

/** When questions come back: in an hour, on a morning, before they expire, or at a chosen moment. */
export function SnoozeDialog({ triaged, notes, onClose, onDone }: ArrangeDialogProps) {
  const { arrange, progress, stop } = useArrangement(triaged, onDone);
  const { ids, name, only, isSnoozed, includesOthers } = triaged;
  const [now] = useState(() => new Date());
  const deadline = triaged.deadline === null ? null : new Date(triaged.deadline);
  const choices = snoozeChoices({ now, deadline });
  const [chosen, setChosen] = useState('hour');
  const [moment, setMoment] = useState('');
  const first = useRef<HTMLInputElement>(null);
  const until = chosen === OTHER ? momentOf(moment) : (choices.find(({ key }) => key === chosen)?.until ?? null);
  const busy = progress.phase === 'sending';

  function put(off: Date | null) {
    // Of several, each may have a moment of its own; whichever it was is replaced.
    const seen = only?.snoozedUntil;
    const done = off === null ? t`${name}: back` : t`${name}: snoozed until ${inWords(off)}`;
    const request = { includesOthers, until: off?.toISOString() ?? null, seen };
    void arrange((part) => snooze({ ids: part, ...request }), done);
  }

  function onSubmit(event: FormEvent) {
    event.preventDefault();
    if (until !== null && !busy) put(until);
  }

  return (
    <Dialog
      open
      onOpenChange={onClose}
      initialFocus={first}
      title={t`Snooze ${name}`}
      description={<Consequences isOne={ids.length === 1} deadline={deadline} />}
      footer={
        <>
          {isSnoozed ? (
            <Button busy={busy} onClick={() => put(null)} className="mr-auto">
              {t`Bring back now`}
            </Button>
          ) : null}
          <Button onClick={onClose}>{t`Cancel`}</Button>
          <Button
            type="submit"
            form="snooze-form"
            variant="primary"
            busy={busy}
            disabled={until === null || ids.length === 0}
          >
            {t`Snooze`}
          </Button>
        </>
      }
    >
      <form id="snooze-form" onSubmit={onSubmit} className="flex flex-col gap-3">
        {notes}
        <div
          ref={(element) => {
            first.current = element?.querySelector('input') ?? null;
          }}
        >
          <RadioCards
            legend={t`Comes back`}
            value={chosen}
            onValueChange={setChosen}
            options={[...choices.map(asCard), { value: OTHER, label: t`At another moment` }]}
          />
        </div>
        {chosen === OTHER ? <Moment value={moment} onValueChange={setMoment} deadline={deadline} /> : null}
        <ArrangementProgress progress={progress} of={ids.length} onStop={stop} />
      </form>
    </Dialog>
  );
}

/** What snoozing comes to, and what it does not change. */
function Consequences({ isOne, deadline }: { isOne: boolean; deadline: Date | null }) {
  const expires = deadline === null ? null : <TimeUntil at={deadline.toISOString()} />;
  return (
    <>
      {isOne
        ? t`Out of everybody's lists until it comes back by itself.`
        : t`Out of everybody's lists until they come back by themselves.`}
      {expires ? ' ' : null}
      {expires &&
        (isOne
          ? jt`It expires ${expires}, snoozed or not.`
          : jt`The first of them expires ${expires}, snoozed or not.`)}
    </>
  );
}

interface MomentProps {
  value: string;
  onValueChange: (value: string) => void;
  deadline: Date | null;
}

function Moment({ value, onValueChange, deadline }: MomentProps) {
  const until = momentOf(value);
  const isLate = deadline !== null && until !== null && until >= deadline;
  return (
    <Field label={t`Day and time`} required hint={isLate ? t`After it expires.` : undefined}>
      {(control) => (
        <Input
          {...control}
          type="datetime-local"
          value={value}
          onChange={(event) => onValueChange(event.target.value)}
        />
      )}
    </Field>
  );
}

function asCard({ key, label, until, isAfterDeadline }: SnoozeChoice) {
  const moment = inWords(until);
  return { value: key, label, description: isAfterDeadline ? t`${moment}. After it expires.` : moment };
}

function inWords(moment: Date): string {
  return moment.toLocaleString(currentLanguage()?.locale, {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    hour: 'numeric',
    minute: '2-digit',
  });
}

/** What a field for a day and a time holds, in the reader's own time; null while it is not complete. */
function momentOf(text: string): Date | null {
  const moment = new Date(text);
  return Number.isNaN(moment.getTime()) ? null : moment;
}
