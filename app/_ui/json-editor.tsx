'use client';

import { Braces } from 'lucide-react';
import { t } from '#lib/language/gettext';
import { Button } from './button';
import { Field } from './field';
import { Textarea } from './input';

export interface JsonEditorProps {
  name?: string;
  label: string;
  hint?: string;
  /** The text, which need not be JSON while it is being typed. */
  text: string;
  onTextChange: (text: string) => void;
  /** An error from outside, such as a schema's; a syntax error is found here. */
  error?: string;
  required?: boolean;
}

export type ParsedJson = { ok: true; value: unknown } | { ok: false; message: string };

export function parseJson(text: string): ParsedJson {
  try {
    const value: unknown = JSON.parse(text);
    return { ok: true, value };
  } catch (error) {
    return { ok: false, message: error instanceof Error ? error.message : String(error) };
  }
}

export function JsonEditor({ name, label, hint, text, onTextChange, error, required = true }: JsonEditorProps) {
  const parsed = text.trim() === '' ? undefined : parseJson(text);
  const syntaxError = parsed && !parsed.ok ? t`Not JSON yet: ${parsed.message}` : undefined;
  return (
    <div className="relative">
      <Field label={label} hint={hint} error={syntaxError ?? error} required={required}>
        {(control) => (
          <Textarea
            {...control}
            name={name}
            value={text}
            onChange={(event) => onTextChange(event.target.value)}
            spellCheck={false}
            autoCapitalize="off"
            className="min-h-28 font-mono text-xs"
          />
        )}
      </Field>
      <Button
        variant="ghost"
        size="sm"
        className="absolute -top-1 right-0"
        icon={<Braces aria-hidden />}
        disabled={!parsed?.ok}
        onClick={() => parsed?.ok && onTextChange(JSON.stringify(parsed.value, null, 2))}
      >
        {t`Format`}
      </Button>
    </div>
  );
}
