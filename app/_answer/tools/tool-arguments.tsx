import { Fragment } from 'react';
import { MaskedText } from '#app/_masking/masked-text';
import { JsonView } from '#app/_ui/json-view';
import { c, t } from '#lib/language/gettext';
import { formatSql } from '#lib/review/tools/format-sql';
import type { MailHeader, RecognisedTool, ToolView } from '#lib/review/tools/recognise-tool';
import { visibleText } from '#lib/review/tools/visible-text';
import { NamedValues } from '../named-values';
import { CodeBlock, CodePlace } from './code-block';
import { LineDiff, PatchDiff } from './line-diff';

export interface ToolArgumentsProps {
  recognised: RecognisedTool;
  args: Record<string, unknown>;
}

/** Arguments as what they are, with the others below, and all of them as fields on demand. */
export function ToolArguments({ recognised: { view, rest }, args }: ToolArgumentsProps) {
  return (
    <div className="flex flex-col gap-2">
      <section aria-label={labelOf(view)} className="flex flex-col gap-1.5">
        <View view={view} />
      </section>
      {Object.keys(rest).length > 0 ? <NamedValues values={rest} /> : null}
      <details className="text-xs">
        <summary className="min-h-6 w-max rounded text-ink-faint hover:text-ink">{t`All values as fields`}</summary>
        <div className="mt-1.5">
          <NamedValues values={args} />
        </div>
      </details>
    </div>
  );
}

function labelOf({ kind }: ToolView): string {
  const labels: Record<ToolView['kind'], string> = {
    sql: t`SQL statement`,
    command: t`Shell command`,
    mail: t`E-mail`,
    file_edit: t`Edit of a file`,
    file: t`File`,
    patch: t`Patch`,
    request: t`Web request`,
  };
  return labels[kind];
}

function View({ view }: { view: ToolView }) {
  switch (view.kind) {
    case 'sql':
      return <CodeBlock text={formatSql(view.statement)} />;
    case 'command':
      return (
        <>
          {view.folder ? <CodePlace name={c('before a folder').t`In`} place={view.folder} /> : null}
          <CodeBlock text={view.command} />
        </>
      );
    case 'mail':
      return <Mail view={view} />;
    case 'file_edit':
      return (
        <>
          <CodePlace name={t`File`} place={view.path} />
          {view.edits.map((edit, place) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: an edit is its place
            <LineDiff key={place} {...edit} />
          ))}
        </>
      );
    case 'file':
      return (
        <>
          <CodePlace name={t`File`} place={view.path} />
          <CodeBlock text={view.content} />
        </>
      );
    case 'patch':
      return (
        <>
          {view.path ? <CodePlace name={t`File`} place={view.path} /> : null}
          <PatchDiff patch={view.patch} />
        </>
      );
    case 'request':
      return <Request view={view} />;
    default:
      return view satisfies never;
  }
}

/** The body as text: what is in a mail is nobody's instruction to this page. */
function Mail({ view }: { view: Extract<ToolView, { kind: 'mail' }> }) {
  return (
    <div className="rounded-md border text-sm">
      <dl className="grid grid-cols-[max-content_minmax(0,1fr)] gap-x-3 gap-y-0.5 border-b px-3 py-2">
        {view.headers.map(([name, value]) => (
          <Fragment key={name}>
            <dt className="text-ink-faint">{headerLabel(name)}</dt>
            <dd dir="auto" className={`min-w-0 wrap-anywhere ${name === 'Subject' ? 'font-medium' : ''}`}>
              {visibleText(value)}
            </dd>
          </Fragment>
        ))}
      </dl>
      <p dir="auto" className="px-3 py-2 whitespace-pre-wrap wrap-anywhere">
        <MaskedText text={view.body} />
      </p>
    </div>
  );
}

function headerLabel(name: MailHeader): string {
  const labels: Record<MailHeader, string> = {
    From: c('of a mail').t`From`,
    To: c('of a mail').t`To`,
    Cc: 'Cc',
    Bcc: 'Bcc',
    'Reply to': t`Reply to`,
    Subject: t`Subject`,
  };
  return labels[name];
}

function Request({ view }: { view: Extract<ToolView, { kind: 'request' }> }) {
  const { method, url, headers, body } = view;
  return (
    <>
      <p className="rounded-md bg-sunken px-3 py-2 font-mono text-xs leading-5 wrap-anywhere">
        {method ? <span className="mr-2 font-semibold">{method.toUpperCase()}</span> : null}
        <Address url={visibleText(url)} />
      </p>
      {headers && Object.keys(headers).length > 0 ? <NamedValues values={headers} /> : null}
      {body === undefined ? null : <Body body={body} />}
    </>
  );
}

/** With the host told apart: that is whom it goes to. */
function Address({ url }: { url: string }) {
  const host = URL.canParse(url) ? new URL(url).host : '';
  const start = host === '' ? -1 : url.indexOf(host, url.indexOf('//'));
  if (start === -1) return <MaskedText text={url} />;
  const end = start + host.length;
  return (
    <>
      <MaskedText text={url.slice(0, start)} />
      <strong>{url.slice(start, end)}</strong>
      <MaskedText text={url.slice(end)} />
    </>
  );
}

function Body({ body }: { body: unknown }) {
  if (typeof body === 'string') return <CodeBlock text={body} />;
  return (
    <div className="rounded-md bg-sunken px-3 py-2">
      <JsonView value={body} />
    </div>
  );
}
