'use client';

import { useState } from 'react';
import { planInput } from '#lib/review/form/plan-values';
import { readValue, startValue, type ValueDraft } from '#lib/review/form/value-draft';
import type { GraphItem } from '#lib/review/list-graphs';
import { takesMessages } from './run-input';

/** The input of a workflow, as the form that its schema describes. A graph that takes messages is talked to instead. */
export function useInputForm() {
  const [draft, setDraft] = useState<ValueDraft>();
  const [tried, setTried] = useState(false);

  function of(graph: GraphItem | undefined) {
    if (!graph || takesMessages(graph.inputFields)) return null;
    const plan = planInput(graph.inputSchema);
    if (!plan) return null;
    const shown = draft ?? startValue(plan);
    const { value, errors } = readValue(plan, shown, graph.inputSchema);
    return {
      plan,
      value,
      draft: shown,
      errors: tried ? errors : [],
      /** Shows what is wrong from now on. */
      check: () => {
        setTried(true);
        return errors.length === 0;
      },
    };
  }

  const clear = () => {
    setDraft(undefined);
    setTried(false);
  };
  return { of, setDraft, clear };
}
