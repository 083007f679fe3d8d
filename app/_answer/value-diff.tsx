import { MaskedText } from '#app/_masking/masked-text';
import { JsonView } from '#app/_ui/json-view';
import { t } from '#lib/language/gettext';
import { describePath } from '#lib/review/describe-path';
import { diffValues, type TextPart, type ValueChange } from '#lib/review/diff-values';
import { maskedText } from '#lib/runs/masking/mask-text';
import { isMaskable, isSecretPlace } from '#lib/runs/masking/mask-value';
import { secretNames } from '#lib/runs/masking/secret-names';

/** What a reviewer changed in a proposal. Loaded when it is looked at. */
export function ValueDiff({ proposed, edited }: { proposed: unknown; edited: unknown }) {
  const changes = diffValues(proposed, edited);
  if (changes.length === 0) return <p className="text-sm text-ink-soft">{t`Nothing is changed yet.`}</p>;
  return <ValueChanges changes={changes} />;
}

/** Places that differ, each with what it was and what it is. */
export function ValueChanges({ changes }: { changes: ValueChange[] }) {
  if (changes.length === 0) return null;
  return (
    <ul aria-label={t`Changes`} className="flex flex-col gap-3">
      {changes.map((change) => (
        <li key={`${change.kind} ${describePath(change.path)}`} className="text-sm">
          {change.path.length > 0 ? (
            <p className="mb-1 font-mono text-xs font-medium">{describePath(change.path)}</p>
          ) : null}
          {change.parts && !hasSecrets(change) ? <Parts parts={change.parts} /> : <Sides change={change} />}
        </li>
      ))}
    </ul>
  );
}

function Parts({ parts }: { parts: TextPart[] }) {
  return (
    <p className="rounded-md bg-sunken px-3 py-2 whitespace-pre-wrap wrap-anywhere">
      {parts.map(({ kind, text }, place) => {
        const key = `${place}`;
        return kind === 'same' ? (
          <span key={key}>{text}</span>
        ) : (
          <Mark key={key} kind={kind}>
            {text}
          </Mark>
        );
      })}
    </p>
  );
}

function Sides({ change }: { change: ValueChange }) {
  const isSecret = isSecretPlace(change.path, secretNames());
  return (
    <div className="flex flex-col gap-1 rounded-md bg-sunken px-3 py-2">
      {change.kind === 'added' ? null : <Mark kind="removed">{shown(change.before, isSecret)}</Mark>}
      {change.kind === 'removed' ? null : <Mark kind="added">{shown(change.after, isSecret)}</Mark>}
    </div>
  );
}

function Mark({ kind, children }: { kind: 'removed' | 'added'; children: React.ReactNode }) {
  return kind === 'removed' ? (
    <del className="rounded-sm bg-danger-soft text-danger-ink decoration-1">{children}</del>
  ) : (
    <ins className="rounded-sm bg-success-soft text-success-ink decoration-1 underline-offset-2">{children}</ins>
  );
}

/** Of a secret no part is told apart: what stayed the same of it would be seen. */
function hasSecrets({ path, before, after }: ValueChange): boolean {
  const names = secretNames();
  return isSecretPlace(path, names) || [before, after].some((text) => maskedText(String(text), names) !== text);
}

function shown(value: unknown, isSecret: boolean) {
  if (typeof value === 'object' && value !== null) return <JsonView value={value} isSecret={isSecret} openLevels={1} />;
  return <MaskedText text={JSON.stringify(value) ?? ''} isSecret={isSecret && isMaskable(value)} />;
}
