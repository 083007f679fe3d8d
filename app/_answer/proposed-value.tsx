import { MaskedText } from '#app/_masking/masked-text';
import { JsonView } from '#app/_ui/json-view';
import { recogniseTool } from '#lib/review/tools/recognise-tool';
import { isRecord } from '#lib/runs/is-record';
import { NamedValues } from './named-values';
import { LazyToolArguments } from './tools/lazy-tool-arguments';

/** What somebody proposes: arguments as what their tool takes them for, or by their names; a text as it is, anything else as a tree. */
export function ProposedValue({ value, tool = '' }: { value: unknown; tool?: string }) {
  if (isRecord(value) && Object.keys(value).length > 0) {
    const recognised = recogniseTool(tool, value);
    if (!recognised) return <NamedValues values={value} />;
    return (
      <>
        <LazyToolArguments recognised={recognised} args={value} />
        {/* What is loaded lazily is brought to its place by a script. */}
        <noscript>
          <NamedValues values={value} />
        </noscript>
      </>
    );
  }
  return (
    <div dir="auto" className="rounded-md bg-sunken px-3 py-2 text-sm whitespace-pre-wrap wrap-anywhere">
      {typeof value === 'string' ? <MaskedText text={value} /> : <JsonView value={value} />}
    </div>
  );
}
