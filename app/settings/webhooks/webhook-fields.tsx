import { type ReactNode, useId } from 'react';
import type { WebhookForm } from '#app/_actions/webhooks';
import { useGraphs } from '#app/_graph/use-graphs';
import { CheckboxCard } from '#app/_ui/checkbox-card';
import { FieldError } from '#app/_ui/field';
import { t } from '#lib/language/gettext';
import { ContentFields } from './content-fields';
import { EXPIRING, eventLabels } from './event-labels';
import { ExpiringField } from './expiring-field';
import { TargetField } from './target-field';

export interface WebhookFieldsProps {
  form: WebhookForm;
  isNew: boolean;
  onChange: (form: WebhookForm) => void;
  /** By field. */
  errors: Record<string, string>;
}

export function WebhookFields({ form, isNew, onChange, errors }: WebhookFieldsProps) {
  const graphs = useGraphs();
  const toggleEvent = (event: string) => onChange({ ...form, events: toggled(form.events, event) });
  const toggleGraph = (id: string) => onChange({ ...form, graphIds: toggled(form.graphIds, id) });
  return (
    <>
      <TargetField form={form} isNew={isNew} onChange={onChange} errors={errors} />
      <Choices label={t`It is told of`} error={errors.events}>
        {Object.entries(eventLabels()).map(([event, { label, description }]) => (
          <CheckboxCard
            key={event}
            label={label}
            description={description}
            checked={form.events.includes(event)}
            onCheckedChange={() => toggleEvent(event)}
          />
        ))}
      </Choices>
      {form.events.includes(EXPIRING) ? <ExpiringField form={form} onChange={onChange} errors={errors} /> : null}
      <Choices label={t`Graphs`} hint={t`None chosen: all, also those that come later.`} error={errors.graphIds}>
        <div className="flex flex-wrap gap-x-4 gap-y-1">
          {known(graphs.data?.map(({ id }) => id) ?? [], form.graphIds).map((id) => (
            <label key={id} className="flex min-h-7 items-center gap-2 text-sm pointer-coarse:min-h-11">
              <input
                type="checkbox"
                checked={form.graphIds.includes(id)}
                onChange={() => toggleGraph(id)}
                className="size-4 accent-accent"
              />
              <span className="font-mono text-xs">{id}</span>
            </label>
          ))}
        </div>
      </Choices>
      <ContentFields form={form} onChange={onChange} />
    </>
  );
}

interface ChoicesProps {
  label: string;
  hint?: string;
  error?: string;
  children: ReactNode;
}

function Choices({ label, hint, error, children }: ChoicesProps) {
  const errorId = useId();
  return (
    <fieldset aria-describedby={error ? errorId : undefined} className="flex flex-col gap-1.5">
      <legend className="mb-1 text-sm font-medium">{label}</legend>
      {hint ? <p className="-mt-1 text-xs text-ink-faint">{hint}</p> : null}
      {children}
      {error ? <FieldError id={errorId}>{error}</FieldError> : null}
    </fieldset>
  );
}

function toggled(list: string[], item: string): string[] {
  return list.includes(item) ? list.filter((other) => other !== item) : [...list, item];
}

/** One that is not offered any more can still be taken out. */
function known(offered: string[], chosen: string[]): string[] {
  return [...new Set([...offered, ...chosen])];
}
