/** More would cost memory in every connection of the server, which keeps a plan for each name. */
const MAX_NAMES = 500;

/** In a statement: which way it should go depends on its values, so that no plan is kept for it. */
export const PLANNED_FOR_ITS_VALUES = '/* planned for its values */';

export type StatementNames = (query: { sql: string }) => string;

/**
 * Gives each SQL text a name, so that the server parses and plans it once per connection. Texts beyond the limit get no name
 * and are planned each time: a filter with a list of ids has as many texts as lengths.
 */
export function statementNames(): StatementNames {
  const names = new Map<string, string>();
  return ({ sql }) => {
    if (sql.includes(PLANNED_FOR_ITS_VALUES)) return '';
    const known = names.get(sql);
    if (known !== undefined) return known;
    if (names.size >= MAX_NAMES) return '';
    const name = `hp_${names.size}`;
    names.set(sql, name);
    return name;
  };
}
