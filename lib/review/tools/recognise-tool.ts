// Says what the arguments of a tool are, by their names and shapes and by the tool's name: what a reader would rather see as what it
// is than as fields. Pure; what is recognised never takes an argument away: all that a view does not show is in `rest`.
import { isRecord } from '#lib/runs/is-record';
import { looksLikeSql } from './looks-like-sql';

export type ToolView =
  | { kind: 'sql'; statement: string }
  | { kind: 'command'; command: string; folder: string | null }
  | { kind: 'mail'; headers: [name: MailHeader, value: string][]; body: string }
  | { kind: 'file_edit'; path: string; edits: { before: string; after: string }[] }
  | { kind: 'file'; path: string; content: string }
  | { kind: 'patch'; path: string | null; patch: string }
  | { kind: 'request'; method: string | null; url: string; headers: Record<string, unknown> | null; body: unknown };

export interface RecognisedTool {
  view: ToolView;
  /** Every argument that the view does not show. */
  rest: Record<string, unknown>;
}

interface Found {
  view: ToolView;
  /** The keys that the view shows. */
  shows: string[];
}

interface Call {
  tool: string;
  args: Record<string, unknown>;
}

/** `tool`: its name; empty where nobody says it. Null: the arguments are best read as fields. */
export function recogniseTool(tool: string, args: unknown): RecognisedTool | null {
  if (!isRecord(args)) return null;
  for (const rule of rules) {
    const found = rule({ tool, args });
    if (found) return { view: found.view, rest: without(args, found.shows) };
  }
  return null;
}

/** An edit of a file may have a `command`, and a mail a `message`: what can hardly be met by accident comes first. */
const rules: ((call: Call) => Found | null)[] = [fileEdit, patch, mail, sql, request, file, command];

const PATH = ['path', 'file_path', 'filePath', 'filepath', 'file', 'filename', 'file_name', 'target_file'];
const EDITS = [
  ['old_string', 'new_string'],
  ['oldString', 'newString'],
  ['old_str', 'new_str'],
  ['old_text', 'new_text'],
  ['oldText', 'newText'],
  ['old_content', 'new_content'],
  ['search', 'replace'],
  ['before', 'after'],
] as const;

function fileEdit({ args }: Call): Found | null {
  const path = textAt(args, PATH);
  if (!path) return null;
  const own = editIn(args);
  if (own) return { view: { kind: 'file_edit', path: path.text, edits: [own.edit] }, shows: [path.key, ...own.keys] };
  const listed = Array.isArray(args.edits) && args.edits.length > 0 ? args.edits.map(onlyEditIn) : [null];
  const edits = listed.filter((edit) => edit !== null);
  return edits.length === listed.length
    ? { view: { kind: 'file_edit', path: path.text, edits }, shows: [path.key, 'edits'] }
    : null;
}

function editIn(args: Record<string, unknown>) {
  for (const keys of EDITS) {
    const [before, after] = keys.map((key) => args[key]);
    if (typeof before === 'string' && typeof after === 'string') return { edit: { before, after }, keys };
  }
  return null;
}

/** An edit within a list, of which nothing else is to be told. */
function onlyEditIn(value: unknown) {
  const found = isRecord(value) ? editIn(value) : null;
  return found && isRecord(value) && Object.keys(value).length === 2 ? found.edit : null;
}

function patch({ args }: Call): Found | null {
  const text = textAt(args, ['diff', 'patch', 'unified_diff']);
  if (!text || !/^(@@ |--- |\*\*\* |diff )/m.test(text.text)) return null;
  const path = textAt(args, PATH);
  return {
    view: { kind: 'patch', path: path?.text ?? null, patch: text.text },
    shows: path ? [text.key, path.key] : [text.key],
  };
}

function file({ tool, args }: Call): Found | null {
  const path = textAt(args, PATH);
  const content = textAt(args, ['content', 'contents', 'file_text', 'fileText', 'new_content', 'text']);
  if (!path || !content || !/write|create|save|edit|update|file|append/i.test(tool)) return null;
  return { view: { kind: 'file', path: path.text, content: content.text }, shows: [path.key, content.key] };
}

const MAIL_HEADERS = [
  ['From', ['from', 'sender', 'from_email', 'fromEmail']],
  ['To', ['to', 'recipient', 'recipients', 'to_email', 'toEmail', 'email']],
  ['Cc', ['cc']],
  ['Bcc', ['bcc']],
  ['Reply to', ['reply_to', 'replyTo']],
  ['Subject', ['subject']],
] as const;

/** What a header is called; screens say it in their own words. */
export type MailHeader = (typeof MAIL_HEADERS)[number][0];

function mail({ tool, args }: Call): Found | null {
  const body = textAt(args, ['body', 'body_text', 'text', 'html', 'content', 'message']);
  const headers = MAIL_HEADERS.flatMap(([name, keys]) => {
    const key = keys.find((each) => addresses(args[each]) !== null);
    return key === undefined ? [] : [{ name, key, value: addresses(args[key]) ?? '' }];
  });
  const has = (name: string) => headers.some((header) => header.name === name);
  if (!body || !has('To') || !(has('Subject') || /e?mail/i.test(tool))) return null;
  return {
    view: { kind: 'mail', headers: headers.map(({ name, value }) => [name, value]), body: body.text },
    shows: [body.key, ...headers.map(({ key }) => key)],
  };
}

/** One, or several in a list; null for anything else, which is shown as it is. */
function addresses(value: unknown): string | null {
  if (typeof value === 'string' && value !== '') return value;
  const isList = Array.isArray(value) && value.length > 0 && value.every((item) => typeof item === 'string');
  return isList ? value.join(', ') : null;
}

function sql({ tool, args }: Call): Found | null {
  const statement = textAt(args, ['sql', 'sql_query', 'sqlQuery', 'statement', 'query']);
  if (!statement) return null;
  const isSql =
    /^sql/i.test(statement.key) || /sql|database|bigquery|snowflake/i.test(tool) || looksLikeSql(statement.text);
  return isSql ? { view: { kind: 'sql', statement: statement.text }, shows: [statement.key] } : null;
}

function request({ tool, args }: Call): Found | null {
  const url = textAt(args, ['url', 'uri', 'endpoint']);
  if (!url || !/^https?:\/\//i.test(url.text)) return null;
  const method = textAt(args, ['method', 'http_method', 'httpMethod']);
  const headers = isRecord(args.headers) ? args.headers : null;
  const bodyKey = ['body', 'data', 'json', 'payload'].find((key) => args[key] !== undefined && args[key] !== null);
  const isRequest = method ?? headers ?? /http|request|fetch|url|curl|webhook|api|browse|navigate|scrape/i.test(tool);
  if (!isRequest) return null;
  const keys = [url.key, method?.key, headers && 'headers', bodyKey];
  return {
    view: { kind: 'request', method: method?.text ?? null, url: url.text, headers, body: bodyKey && args[bodyKey] },
    shows: keys.filter((key) => typeof key === 'string'),
  };
}

function command({ tool, args }: Call): Found | null {
  const key = ['command', 'cmd', 'shell_command', 'bash', 'script'].find((each) => commandLine(args[each]) !== null);
  const folder = textAt(args, ['cwd', 'workdir', 'working_dir', 'workingDir', 'working_directory', 'directory']);
  const isShell = folder !== null || /bash|shell|terminal|exec|command|cli|ssh|console|run/i.test(tool);
  if (key === undefined || !(isShell || key === 'shell_command' || key === 'bash')) return null;
  return {
    view: { kind: 'command', command: commandLine(args[key]) ?? '', folder: folder?.text ?? null },
    shows: folder ? [key, folder.key] : [key],
  };
}

/** As one would type it; arguments in a list keep what belongs together in quotes. */
function commandLine(value: unknown): string | null {
  if (typeof value === 'string' && value.trim() !== '') return value;
  const isList = Array.isArray(value) && value.length > 0 && value.every((item) => typeof item === 'string');
  return isList ? value.map((part) => (/^[\w@%+=:,./-]+$/.test(part) ? part : quoted(part))).join(' ') : null;
}

function quoted(part: string): string {
  return `'${part.replaceAll("'", `'\\''`)}'`;
}

function textAt(args: Record<string, unknown>, keys: readonly string[]): { key: string; text: string } | null {
  for (const key of keys) {
    const text = args[key];
    if (typeof text === 'string' && text !== '') return { key, text };
  }
  return null;
}

function without(args: Record<string, unknown>, keys: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(Object.entries(args).filter(([key]) => !keys.includes(key)));
}
