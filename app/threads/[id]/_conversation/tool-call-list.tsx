import { TriangleAlert } from 'lucide-react';
import { LazyToolArguments } from '#app/_answer/tools/lazy-tool-arguments';
import { MaskedText } from '#app/_masking/masked-text';
import { jt } from '#app/_ui/jt';
import { NamedValue } from '#app/_ui/named-value';
import { t } from '#lib/language/gettext';
import type { ToolCall } from '#lib/review/parse-message';
import { recogniseTool } from '#lib/review/tools/recognise-tool';
import { isRecord } from '#lib/runs/is-record';

/** The tool calls of a message, each with its name and arguments. */
export function ToolCallList({ calls, unanswered }: { calls: ToolCall[]; unanswered?: ReadonlySet<string> }) {
  if (calls.length === 0) return null;
  return (
    <ul aria-label={t`Tool calls`} className="flex flex-col gap-2">
      {calls.map((call, index) => (
        <li key={call.id ?? index} className="rounded-md border px-3 py-2 text-sm">
          <p className="font-mono text-xs font-semibold" title={call.id ? t`Call ${call.id}` : undefined}>
            {call.name}
          </p>
          <Args tool={call.name} args={call.args} />
          {call.id && unanswered?.has(call.id) ? (
            <p className="mt-1.5 flex items-start gap-1.5 text-xs font-medium text-waiting-ink">
              <TriangleAlert aria-hidden className="mt-px size-3.5 shrink-0" />
              {t`Never answered: the run was stopped before the tool had finished.`}
            </p>
          ) : null}
        </li>
      ))}
    </ul>
  );
}

function Args({ tool, args }: { tool: string; args: unknown }) {
  if (!isRecord(args))
    return (
      <p className="mt-1 font-mono text-xs text-ink-soft wrap-anywhere">
        {jt`Args: ${<MaskedText text={String(args)} />}`}
      </p>
    );
  const recognised = recogniseTool(tool, args);
  if (recognised) {
    return (
      <div className="mt-1.5">
        <LazyToolArguments recognised={recognised} args={args} />
      </div>
    );
  }
  return (
    <dl className="mt-1 grid grid-cols-[auto_minmax(0,1fr)] gap-x-3 text-xs">
      {Object.entries(args).map(([name, value]) => (
        <div key={name} className="contents">
          <dt className="text-ink-faint">{name}</dt>
          <dd className="font-mono wrap-anywhere">
            <NamedValue name={name} value={value} />
          </dd>
        </div>
      ))}
    </dl>
  );
}
