'use client';

import { useQuery } from '@tanstack/react-query';
import { fetchJson } from '#app/_data/fetch-json';
import { queryKeys } from '#app/_data/query-keys';
import { levelLabel } from '#app/_triage/level-label';
import { useReviewers } from '#app/_triage/use-reviewers';
import { Input, Select } from '#app/_ui/input';
import { c, t } from '#lib/language/gettext';
import { LEVELS_AND_ABOVE, type LevelChoice, readLevelChoice } from '#lib/review/level-choice';
import type { AssistantItem } from '#lib/review/list-assistants';
import { LEVELS } from '#lib/runs/question-levels';
import type { InboxParams } from './inbox-params';

export interface MoreFiltersProps {
  params: InboxParams;
  onChange: (change: Partial<InboxParams>) => void;
}

const HOUR_MINUTES = 60;
const DAY_MINUTES = 24 * HOUR_MINUTES;

/** Not a name, in the address. */
const RESERVED = ['me', 'nobody'];

const ages = () => [
  { value: '', label: t`Any age` },
  { value: String(HOUR_MINUTES), label: t`Older than 1 hour` },
  { value: String(4 * HOUR_MINUTES), label: t`Older than 4 hours` },
  { value: String(DAY_MINUTES), label: t`Older than 1 day` },
  { value: String(7 * DAY_MINUTES), label: t`Older than 7 days` },
];

/** Filters that are seldom needed. Not loaded apart: without scripts they would come too late for the page. */
export function MoreFilters({ params, onChange }: MoreFiltersProps) {
  const { data: assistants = [] } = useQuery({
    queryKey: queryKeys.assistants(),
    queryFn: ({ signal }) => fetchJson<AssistantItem[]>('/data/assistants', signal),
  });
  const names = useReviewers();
  const others = params.assignee === null || names.includes(params.assignee) ? names : [...names, params.assignee];
  return (
    <fieldset className="flex basis-full flex-wrap items-center gap-2">
      <legend className="sr-only">{t`More filters`}</legend>
      <Select
        name="older"
        aria-label={t`Age`}
        value={String(params.older ?? '')}
        onValueChange={(value) => onChange({ older: value === '' ? null : Number(value) })}
        options={ages()}
      />
      <Select
        name="assistant"
        aria-label={t`Assistant`}
        value={params.assistant ?? ''}
        onValueChange={(value) => onChange({ assistant: value || null })}
        options={[
          { value: '', label: t`Any assistant` },
          ...assistants.map(({ id, name, graphId }) => ({ value: id, label: `${name} (${graphId})` })),
        ]}
        className="max-w-64"
      />
      <Input
        name="metadata"
        aria-label={t`Metadata of the thread`}
        placeholder={t`Metadata, as key=value`}
        value={params.metadata ?? ''}
        onChange={(event) => onChange({ metadata: event.target.value || null })}
        className="max-w-56 flex-1 basis-40"
      />
      <LevelSelect name="risk" value={params.risk} onValueChange={(risk) => onChange({ risk })} />
      <LevelSelect name="priority" value={params.priority} onValueChange={(priority) => onChange({ priority })} />
      <Select
        name="assignee"
        aria-label={t`Assignee`}
        value={params.assignee ?? ''}
        onValueChange={(value) => onChange({ assignee: value || null })}
        options={[
          { value: '', label: t`Any assignee` },
          { value: 'me', label: t`Assigned to me` },
          { value: 'nobody', label: t`Assigned to nobody` },
          ...others.filter((name) => !RESERVED.includes(name)).map((name) => ({ value: name, label: name })),
        ]}
        className="max-w-56"
      />
      <Select
        name="unread"
        aria-label={c('whether it was read').t`Read`}
        value={params.unread ?? ''}
        onValueChange={(value) => onChange({ unread: value === 'true' ? value : null })}
        options={[
          { value: '', label: t`Read or unread` },
          { value: 'true', label: t`Unread by me` },
        ]}
      />
      <Input
        name="claimed"
        aria-label={t`Claimed by`}
        placeholder={t`Claimed by`}
        value={params.claimed ?? ''}
        onChange={(event) => onChange({ claimed: event.target.value || null })}
        className="max-w-44 flex-1 basis-32"
      />
    </fieldset>
  );
}

interface LevelSelectProps {
  name: 'risk' | 'priority';
  value: LevelChoice | null;
  onValueChange: (value: LevelChoice | null) => void;
}

function LevelSelect({ name, value, onValueChange }: LevelSelectProps) {
  const isRisk = name === 'risk';
  return (
    <Select
      name={name}
      aria-label={isRisk ? t`Risk` : t`Priority`}
      value={value ?? ''}
      onValueChange={(chosen) => onValueChange(readLevelChoice(chosen))}
      options={[
        { value: '', label: isRisk ? t`Any risk` : t`Any priority` },
        ...[...LEVELS_AND_ABOVE.toReversed(), ...LEVELS.toReversed()].map((choice) => ({
          value: choice,
          label: levelLabel(choice, name),
        })),
      ]}
    />
  );
}
