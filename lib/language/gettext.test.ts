import { afterEach, describe, expect, it } from 'vitest';
import { formatDecimal } from './format-decimal';
import { formatNumber } from './format-number';
import { c, msgid, ngettext, t } from './gettext';
import type { Catalogue } from './language';

function speak(locale: string, catalogue: Catalogue): void {
  globalThis.holdpointLanguage = () => ({ locale, catalogue, script: '' });
}

afterEach(() => {
  globalThis.holdpointLanguage = undefined;
});

const questions = (count: number) => ngettext(msgid`${count} question`, msgid`${count} questions`, count);

describe('without a catalogue', () => {
  it('sentences are as they are written', () => {
    expect(t`Waiting for ${'Ann'} in ${'a'}`).toBe('Waiting for Ann in a');
    expect(c('verb').t`Open`).toBe('Open');
    expect([0, 1, 2].map(questions)).toEqual(['0 questions', '1 question', '2 questions']);
    expect(formatNumber(12345)).toBe('12,345');
    expect([1234.56, 3].map(formatDecimal)).toEqual(['1234.6', '3.0']);
  });
});

describe('with a catalogue', () => {
  it('a sentence is found by its text, and its values stand where the language wants them', () => {
    speak('de', { '{0} waits for {1}': ['Auf {1} wartet {0}'], Save: ['Speichern'] });

    expect(t`${'Ann'} waits for ${'Bob'}`).toBe('Auf Bob wartet Ann');
    expect(t`Save`).toBe('Speichern');
    expect(t`Cancel`).toBe('Cancel');
  });

  it('what agents and people wrote stays as it is, whatever it looks like', () => {
    speak('de', { '{0} asks {1}': ['{0} fragt {1}'] });

    expect(t`${'$& {1} $$'} asks ${'{0}'}`).toBe('$& {1} $$ fragt {0}');
  });

  it('one English word may be several', () => {
    speak('de', { Open: ['Offen'], 'verb\u0004Open': ['Öffnen'] });

    expect([t`Open`, c('verb').t`Open`]).toEqual(['Offen', 'Öffnen']);
  });

  it('counts take the form of the language, however many it has', () => {
    speak('pl', { '{0} question': ['{0} pytanie', '{0} pytania', '{0} pytań', '{0} pytania'] });

    expect([1, 3, 5, 22].map(questions)).toEqual(['1 pytanie', '3 pytania', '5 pytań', '22 pytania']);
  });

  it('numbers are written as in the language', () => {
    speak('de', {});

    expect(formatNumber(12345)).toBe('12.345');
    expect([1234.56, 3].map(formatDecimal)).toEqual(['1234,6', '3,0']);
  });
});
