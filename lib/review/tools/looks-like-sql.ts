const STATEMENT = [
  String.raw`select\s[\s\S]*?\sfrom\s`,
  String.raw`insert\s+into\s`,
  String.raw`update\s[\s\S]*?\sset\s`,
  String.raw`delete\s+from\s`,
  String.raw`with\s+(?:recursive\s+)?\w+[\s\S]*?\sas\s*(?:\w+\s*)?\(`,
  String.raw`(?:create|alter|drop|truncate)\s+(?:or\s+replace\s+)?(?:unique\s+|temp(?:orary)?\s+|materialized\s+)?(?:table|index|view|database|schema|user|role|function|type|extension)\b`,
  String.raw`truncate\s+\w`,
  String.raw`merge\s+into\s`,
  String.raw`(?:grant|revoke)\s[\s\S]*?\son\s`,
];

const SQL = new RegExp(String.raw`^\s*(?:--[^\n]*\n\s*)*(?:explain\s+(?:analyze\s+)?)?(?:${STATEMENT.join('|')})`, 'i');

/** Whether a text is a statement of SQL, and not a sentence that begins like one: "select a seat". */
export function looksLikeSql(text: string): boolean {
  // A sentence may go on and on; a statement says what it is soon.
  return SQL.test(text.slice(0, 2000));
}
