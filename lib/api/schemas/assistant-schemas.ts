import { z } from 'zod';
import { jsonObject, oneOf, optional, page, queryFlag, uuid } from './fields';
import { runConfig } from './run-schemas';

const changeable = {
  name: optional(z.string()),
  description: optional(z.string()),
  config: optional(runConfig),
  context: optional(jsonObject),
  metadata: optional(jsonObject),
};

export const assistantCreate = z.object({
  ...changeable,
  graph_id: z.string({ error: 'is required: the id of a graph' }),
  assistant_id: optional(uuid),
  if_exists: optional(oneOf(['raise', 'do_nothing'])),
});

export const assistantPatch = z.object({ ...changeable, graph_id: optional(z.string()) });

const filters = {
  graph_id: optional(z.string()),
  /** Part of the name, in any case. */
  name: optional(z.string()),
  metadata: optional(jsonObject),
};

export const assistantSearch = z.object({
  ...filters,
  ...page,
  sort_by: optional(oneOf(['assistant_id', 'graph_id', 'name', 'created_at', 'updated_at'])),
  sort_order: optional(oneOf(['asc', 'desc'])),
  select: optional(z.array(z.string())),
});

export const assistantCount = z.object(filters);

/** Whether nested graphs are drawn from inside, or how many levels of them. */
export const xrayDepth = z.union([queryFlag, z.coerce.number().int().min(0)], {
  error: 'must be true, false or a number of levels',
});
