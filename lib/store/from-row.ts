/** A row of a table as Prisma's model of it: the columns are the model's fields in snake case. */
export function fromRow<Model>(row: Record<string, unknown>): Model {
  const fields = Object.entries(row).map(([column, value]) => [
    column.replace(/_(.)/g, (_, letter) => letter.toUpperCase()),
    value,
  ]);
  // The caller names the model whose table it has read.
  return Object.fromEntries(fields) as Model;
}
