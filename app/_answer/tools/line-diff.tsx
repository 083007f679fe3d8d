import { MaskedText } from '#app/_masking/masked-text';
import { t } from '#lib/language/gettext';
import { diffLines, type TextPart } from '#lib/review/diff-values';
import { visibleText } from '#lib/review/tools/visible-text';

/** What becomes of some lines; told by a sign as well as by colour. */
export function LineDiff({ before, after }: { before: string; after: string }) {
  return <DiffParts parts={diffLines(before, after)} />;
}

const PATCH_LINE = /[^\n]*\n|[^\n]+/g;

/** A difference that came as a text: each of its lines says by its first letter what it is. */
export function PatchDiff({ patch }: { patch: string }) {
  const lines = patch.match(PATCH_LINE) ?? [];
  return <DiffParts hasSigns parts={lines.map((text) => ({ kind: kindOf(text), text }))} />;
}

function kindOf(line: string): TextPart['kind'] {
  if (/^(\+\+\+|---) /.test(line)) return 'same';
  if (line.startsWith('+')) return 'added';
  return line.startsWith('-') ? 'removed' : 'same';
}

const looks = (): Record<TextPart['kind'], { sign: string; says: string; className: string }> => ({
  same: { sign: ' ', says: '', className: '' },
  removed: { sign: '-', says: t`removed:`, className: 'bg-danger-soft text-danger-ink' },
  added: { sign: '+', says: t`added:`, className: 'bg-success-soft text-success-ink' },
});

/** `hasSigns`: the lines have their signs themselves. */
function DiffParts({ parts, hasSigns = false }: { parts: TextPart[]; hasSigns?: boolean }) {
  const lookOf = looks();
  return (
    <pre className="rounded-md bg-sunken py-2 font-mono text-xs leading-5 whitespace-pre-wrap wrap-anywhere">
      {parts.map(({ kind, text }, place) => {
        const { sign, says, className } = lookOf[kind];
        const shown = visibleText(hasSigns ? text : text.replace(/^/gm, `${sign} `).replace(/\n[-+ ] $/, '\n'));
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: a part is its place
          <span key={place} className={`block px-3 ${className}`}>
            {says ? <span className="sr-only">{says} </span> : null}
            <MaskedText text={shown.replace(/\n$/, '')} />
          </span>
        );
      })}
    </pre>
  );
}
