'use client';

import { Braces, MessageSquareText, Send } from 'lucide-react';
import { useIsLost } from '#app/_live/live-provider';
import { Button } from '#app/_ui/button';
import { CommandKey } from '#app/_ui/command-key';
import { Textarea } from '#app/_ui/input';
import { JsonEditor } from '#app/_ui/json-editor';
import { Kbd } from '#app/_ui/kbd';
import { onSubmitKey } from '#app/_ui/on-submit-key';
import type { RunInputDraft } from '#app/threads/_list/run-input';
import { t } from '#lib/language/gettext';

export interface MessageFieldProps {
  draft: RunInputDraft;
  /** Names of the input's fields, when the graph tells. */
  fields: string[] | null;
  onChange: (draft: RunInputDraft) => void;
  isSending: boolean;
  sendLabel: string;
  onSend: () => void;
}

export function MessageField({ draft, fields, onChange, isSending, sendLabel, onSend }: MessageFieldProps) {
  const isLost = useIsLost();
  const names = fields?.join(', ');
  const isJson = draft.mode === 'json';
  const setText = (text: string) => onChange({ ...draft, text });
  const sendOnce = () => {
    if (!isSending && !isLost) onSend();
  };
  return (
    <form
      noValidate
      aria-label={t`New message`}
      onSubmit={(event) => event.preventDefault()}
      className="flex flex-col gap-2"
      onKeyDown={onSubmitKey(sendOnce)}
    >
      {isJson ? (
        <JsonEditor
          label={t`Input`}
          hint={names ? t`Fields: ${names}` : undefined}
          text={draft.text}
          onTextChange={setText}
        />
      ) : (
        <Textarea
          aria-label={t`Message`}
          placeholder={t`Write a message`}
          value={draft.text}
          onChange={(event) => setText(event.target.value)}
          rows={2}
          className="max-h-60"
        />
      )}
      <div className="flex flex-wrap items-center gap-2">
        <Button
          variant="ghost"
          size="sm"
          icon={isJson ? <MessageSquareText aria-hidden /> : <Braces aria-hidden />}
          onClick={() => onChange(isJson ? { mode: 'message', text: '' } : { mode: 'json', text: '{}' })}
        >
          {isJson ? t`Write a message` : t`Send JSON`}
        </Button>
        <span className="ml-auto hidden items-center gap-1 text-xs text-ink-faint md:flex pointer-coarse:hidden">
          <CommandKey /> <Kbd>Enter</Kbd>
        </span>
        <Button
          variant="primary"
          busy={isSending}
          icon={<Send aria-hidden />}
          aria-disabled={isLost || undefined}
          onClick={sendOnce}
          className="max-md:ml-auto"
        >
          {sendLabel}
        </Button>
      </div>
    </form>
  );
}
