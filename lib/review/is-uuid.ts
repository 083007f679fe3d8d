/** Whether a text from a URL or a search box can be the id of a thread or a run: PostgreSQL refuses to compare anything else. */
export function isUuid(text: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text);
}
