'use client';

import { Fragment } from 'react';
import { CommandKey } from '#app/_ui/command-key';
import { Dialog } from '#app/_ui/dialog';
import { Kbd } from '#app/_ui/kbd';
import { useShortcutSettings } from './use-shortcuts';

const COMMAND = 'command';

const groups: { title: string; keys: [keys: string[], what: string][] }[] = [
  {
    title: 'Go to',
    keys: [
      [['g', 'i'], 'Inbox'],
      [['g', 't'], 'Threads'],
      [['g', 'r'], 'Runs'],
      [['g', 'g'], 'Graphs'],
      [['g', 'a'], 'Activity'],
      [['g', 'n'], 'Insights'],
      [['g', 's'], 'Settings'],
    ],
  },
  {
    title: 'Inbox',
    keys: [
      [['j'], 'Next question'],
      [['k'], 'Previous question, also in the queue'],
      [['Enter'], 'Open the selected question'],
      [['/'], 'Search'],
      [['x'], 'Select the question'],
      [['Shift', 'j or k'], 'Select on the way'],
      [['i'], 'Assign the question, or what is selected'],
      [['w'], 'Work the queue, one question after the other'],
      [['s'], 'In the queue: skip'],
    ],
  },
  {
    title: 'Answering',
    keys: [
      [['a'], 'Choose to approve'],
      [['e'], 'Choose to edit'],
      [['r'], 'Choose to reject'],
      [['m'], 'Choose to respond'],
      [['v'], 'Form or JSON'],
      [['c'], 'Claim the question, or release it'],
      [['i'], 'Assign the question'],
      [[COMMAND, 'Enter'], 'Send the answer; a second time: without waiting'],
      [['z'], 'Take back what you have just sent'],
      [['u'], 'Back to the inbox'],
    ],
  },
  { title: 'Thread', keys: [[['d'], 'In the history: compare the head with the one before']] },
  { title: 'Help', keys: [[['?'], 'This sheet']] },
];

export function ShortcutSheet({ open, onOpenChange }: { open: boolean; onOpenChange: (open: boolean) => void }) {
  const { enabled, setEnabled } = useShortcutSettings();
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title="Keyboard shortcuts">
      <div className="flex flex-col gap-4">
        {groups.map((group) => (
          <section key={group.title}>
            <h3 className="mb-1 text-xs font-semibold text-ink-faint">{group.title}</h3>
            <dl className="flex flex-col">
              {group.keys.map(([keys, what]) => (
                <div key={what} className="flex h-7 items-center justify-between gap-4">
                  <dt className="text-sm">{what}</dt>
                  <dd className="flex gap-1">
                    {keys.map((key, place) => (
                      // biome-ignore lint/suspicious/noArrayIndexKey: a sequence may press one key twice
                      <Fragment key={place}>{key === COMMAND ? <CommandKey /> : <Kbd>{key}</Kbd>}</Fragment>
                    ))}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
        <label className="flex items-center gap-2 border-t pt-3 text-sm">
          <input
            type="checkbox"
            checked={enabled}
            onChange={(event) => setEnabled(event.target.checked)}
            className="size-4 accent-accent"
          />
          Single-key shortcuts are on
        </label>
      </div>
    </Dialog>
  );
}
