'use client';

import { useQuery } from '@tanstack/react-query';
import { fetchJson } from '#app/_data/fetch-json';
import { queryKeys } from '#app/_data/query-keys';
import { levelChoiceLabel } from '#app/_triage/level-label';
import { useReviewers } from '#app/_triage/use-reviewers';
import { Input, Select } from '#app/_ui/input';
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

const ages = [
  { value: '', label: 'Any age' },
  { value: String(HOUR_MINUTES), label: 'Older than 1 hour' },
  { value: String(4 * HOUR_MINUTES), label: 'Older than 4 hours' },
  { value: String(DAY_MINUTES), label: 'Older than 1 day' },
  { value: String(7 * DAY_MINUTES), label: 'Older than 7 days' },
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
      <legend className="sr-only">More filters</legend>
      <Select
        name="older"
        aria-label="Age"
        value={String(params.older ?? '')}
        onValueChange={(value) => onChange({ older: value === '' ? null : Number(value) })}
        options={ages}
      />
      <Select
        name="assistant"
        aria-label="Assistant"
        value={params.assistant ?? ''}
        onValueChange={(value) => onChange({ assistant: value || null })}
        options={[
          { value: '', label: 'Any assistant' },
          ...assistants.map(({ id, name, graphId }) => ({ value: id, label: `${name} (${graphId})` })),
        ]}
        className="max-w-64"
      />
      <Input
        name="metadata"
        aria-label="Metadata of the thread"
        placeholder="Metadata, as key=value"
        value={params.metadata ?? ''}
        onChange={(event) => onChange({ metadata: event.target.value || null })}
        className="max-w-56 flex-1 basis-40"
      />
      <LevelSelect label="Risk" value={params.risk} onValueChange={(risk) => onChange({ risk })} />
      <LevelSelect label="Priority" value={params.priority} onValueChange={(priority) => onChange({ priority })} />
      <Select
        name="assignee"
        aria-label="Assignee"
        value={params.assignee ?? ''}
        onValueChange={(value) => onChange({ assignee: value || null })}
        options={[
          { value: '', label: 'Any assignee' },
          { value: 'me', label: 'Assigned to me' },
          { value: 'nobody', label: 'Assigned to nobody' },
          ...others.filter((name) => !RESERVED.includes(name)).map((name) => ({ value: name, label: name })),
        ]}
        className="max-w-56"
      />
      <Select
        name="unread"
        aria-label="Read"
        value={params.unread ?? ''}
        onValueChange={(value) => onChange({ unread: value === 'true' ? value : null })}
        options={[
          { value: '', label: 'Read or unread' },
          { value: 'true', label: 'Unread by me' },
        ]}
      />
      <Input
        name="claimed"
        aria-label="Claimed by"
        placeholder="Claimed by"
        value={params.claimed ?? ''}
        onChange={(event) => onChange({ claimed: event.target.value || null })}
        className="max-w-44 flex-1 basis-32"
      />
    </fieldset>
  );
}

interface LevelSelectProps {
  label: 'Risk' | 'Priority';
  value: LevelChoice | null;
  onValueChange: (value: LevelChoice | null) => void;
}

function LevelSelect({ label, value, onValueChange }: LevelSelectProps) {
  const noun = label.toLowerCase();
  return (
    <Select
      name={noun}
      aria-label={label}
      value={value ?? ''}
      onValueChange={(chosen) => onValueChange(readLevelChoice(chosen))}
      options={[
        { value: '', label: `Any ${noun}` },
        ...[...LEVELS_AND_ABOVE.toReversed(), ...LEVELS.toReversed()].map((choice) => ({
          value: choice,
          label: levelChoiceLabel(choice, noun),
        })),
      ]}
    />
  );
}
