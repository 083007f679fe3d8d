import { findCall } from '#lib/review/tools/find-call';
import { NamedValues } from './named-values';
import { ProposedValue } from './proposed-value';

/** What came with a question: a tool's call as such, and values by their names. */
export function PromptContext({ values }: { values: Record<string, unknown> }) {
  const call = findCall(values);
  if (!call) return <ProposedValue value={values} />;
  return (
    <>
      <h3 className="font-mono text-sm font-semibold wrap-anywhere">{call.tool}</h3>
      <ProposedValue value={call.args} tool={call.tool} />
      {Object.keys(call.rest).length > 0 ? <NamedValues values={call.rest} /> : null}
    </>
  );
}
