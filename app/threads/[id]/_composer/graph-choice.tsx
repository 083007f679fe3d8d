'use client';

import { useEffect } from 'react';
import { useGraphs } from '#app/_graph/use-graphs';
import { Field } from '#app/_ui/field';
import { Select } from '#app/_ui/input';
import { t } from '#lib/language/gettext';

/** For a thread that never ran: its first message says which graph it is for. */
export function GraphChoice({ onChoose }: { onChoose: (graphId: string) => void }) {
  const graphs = useGraphs();
  const first = graphs.data?.[0]?.id;

  useEffect(() => {
    if (first) onChoose(first);
  }, [first, onChoose]);

  return (
    <Field label={t`Graph`} required>
      {(control) => (
        <Select
          {...control}
          onValueChange={onChoose}
          options={(graphs.data ?? []).map(({ id, name }) => ({ value: id, label: name }))}
        />
      )}
    </Field>
  );
}
