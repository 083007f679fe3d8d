import { describe, expect, it } from 'vitest';
import type { KeyMap } from './key-map';
import { isRemappable, parseKeyMap, proposeKey } from './remap-key';
import { shortcutCatalogue } from './shortcut-catalogue';

const taken = (map: KeyMap, key: string, own: string) => {
  const proposal = proposeKey(map, { key, own });
  return proposal.kind === 'taken' ? proposal.by.map(({ what }) => what()) : proposal.kind;
};

describe('a key that is chosen', () => {
  it('is kept where nothing else has it', () => {
    expect(proposeKey({}, { key: 'j', own: 'y' })).toEqual({ kind: 'free', map: { j: 'y' } });
    expect(proposeKey({ j: 'y' }, { key: 'g i', own: 'q' })).toEqual({ kind: 'free', map: { j: 'y', 'g i': 'q' } });
  });

  it('is not kept where it is what it was at first', () => {
    expect(proposeKey({ j: 'y', k: 'Y' }, { key: 'j', own: 'j' })).toEqual({ kind: 'free', map: { k: 'Y' } });
  });

  it('may be that of an action of another screen', () => {
    // Nobody selects questions in a thread.
    expect(proposeKey({}, { key: 'x', own: 't' })).toEqual({ kind: 'free', map: { x: 't' } });
  });

  it('is refused with the names of all that has it on the same screen', () => {
    expect(taken({}, 'j', 'x')).toEqual(['Select the question']);
    expect(taken({}, 'e', 'v')).toEqual(['Form or JSON']);
    expect(taken({}, 'g i', 'j')).toEqual(['Next']);
    expect(taken({ e: 'h', h: 'e' }, 'r', 'h')).toEqual(['Choose to edit']);
  });

  it('is refused where the other is on the screen beside it', () => {
    expect(taken({}, 'x', 'n')).toEqual(['Write a comment']);
  });

  it('is refused where it begins the keys of others, or they begin its own', () => {
    expect(taken({}, 'x', 'g')).toContain('Inbox');
    expect(taken({}, 'g i', 'j x')).toEqual(['Next']);
    expect(taken({ 'g i': 'q q' }, 'x', 'q')).toEqual(['Inbox']);
  });

  it('is refused where it opens a view of the inbox', () => {
    expect(taken({}, 'x', '3')).toEqual(['Open a view']);
    expect(taken({}, 't', '3')).toBe('free');
  });

  it.each(['', ' ', 'ab', 'Enter', 'a b c', 'Alt+', 'mod+j', 'Escape', 'g\u0000'])('is no key when it is %j', (own) => {
    expect(proposeKey({}, { key: 'j', own })).toEqual({ kind: 'malformed' });
  });

  it.each(['ö', 'Ж', 'J', '+', 'Alt+j', 'Alt++', 'q q', '7 8'])('is a key when it is %j', (own) => {
    expect(proposeKey({}, { key: 'c', own }).kind).not.toBe('malformed');
  });
});

describe('two keys that are exchanged', () => {
  it('leave each with what the other had', () => {
    expect(proposeKey({}, { key: 'j', own: 'x' })).toMatchObject({ swapped: { j: 'x', x: 'j' } });
  });

  it('come back to what they were at first', () => {
    expect(proposeKey({ j: 'x', x: 'j' }, { key: 'j', own: 'j' })).toMatchObject({ swapped: {} });
  });

  it('are not exchanged where one is not to be changed, or several are meant', () => {
    expect(proposeKey({}, { key: 'x', own: '3' })).toMatchObject({ swapped: null });
    expect(proposeKey({}, { key: 'x', own: 'g' })).toMatchObject({ swapped: null });
  });

  it('are not exchanged where what the other would get is taken on its screens', () => {
    expect(proposeKey({}, { key: 'e', own: '?' })).toMatchObject({ swapped: { e: '?', '?': 'e' } });
    // A list has j.
    expect(proposeKey({ t: 'j' }, { key: 't', own: '?' })).toMatchObject({ kind: 'taken', swapped: null });
  });
});

describe('what was kept', () => {
  it('is taken key by key', () => {
    const stored = { j: 'y', k: 7, Enter: 'q', 'mod+k': 'q', nothing: 'q', x: '', c: 'c', 'g i': 'q q' };

    expect(parseKeyMap(stored)).toEqual({ j: 'y', 'g i': 'q q' });
  });

  it('is as if nobody had chosen where it clashes', () => {
    expect(parseKeyMap({ j: 'x', c: 'y' })).toEqual({ c: 'y' });
    expect(parseKeyMap({ j: 'x', x: 'j' })).toEqual({ j: 'x', x: 'j' });
    // Without the first the second clashes, too.
    expect(parseKeyMap({ j: 'x', k: 'j' })).toEqual({});
  });
});

it('nothing clashes at first, and every single key can be changed but those of the browser and of the views', () => {
  const keys = shortcutCatalogue.flatMap(({ entries }) => entries.flatMap((entry) => entry.keys));

  for (const key of keys) expect(proposeKey({}, { key, own: key }).kind).not.toBe('taken');
  expect(keys.filter((key) => !isRemappable(key) && !key.startsWith('mod+'))).toEqual(
    expect.arrayContaining(['Escape', '1-9', 'Enter']),
  );
});
