import { t } from '#lib/language/gettext';

export interface NameOption {
  /** Null: nobody. */
  name: string | null;
  label: string;
}

export interface NameChoice {
  /** What was typed so far. */
  text: string;
  /** Who chooses. */
  me: string | null;
  known: string[];
  /** Whether somebody has it who could be taken off. */
  isAssigned: boolean;
}

/** Whom a question can be assigned to: first oneself, then who is known and fits what was typed, then nobody, then the text itself. */
export function nameOptions({ text, me, known, isAssigned }: NameChoice): NameOption[] {
  const typed = text.trim();
  const fits = (label: string) => label.toLocaleLowerCase().includes(typed.toLocaleLowerCase());
  const people = known.filter((name) => name !== me).map((name) => ({ name, label: name }));
  const options: NameOption[] = [
    ...(me === null ? [] : [{ name: me, label: t`${me} (you)` }]),
    ...people,
    ...(isAssigned ? [{ name: null, label: t`Nobody` }] : []),
  ].filter(({ label }) => fits(label));
  const isKnown = typed === me || known.includes(typed);
  return typed === '' || isKnown ? options : [...options, { name: typed, label: t`New name: ${typed}` }];
}
