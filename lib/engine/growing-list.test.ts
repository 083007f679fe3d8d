import fc from 'fast-check';
import { expect, test } from 'vitest';
import { GrowingList, ListIndex } from './growing-list';

const steps = fc.array(fc.record({ from: fc.nat(), added: fc.array(fc.nat({ max: 30 }), { maxLength: 4 }) }), {
  minLength: 1,
  maxLength: 40,
});

test('each of many lists that go on from one another, branches among them, holds what an array would', () => {
  fc.assert(
    fc.property(steps, fc.nat(), (all, start) => {
      const index = new ListIndex<number>((item) => item % 10);
      const made: { list: GrowingList<number>; array: number[] }[] = [{ list: GrowingList.of<number>(), array: [] }];
      for (const { from, added } of all) {
        const parent = made[from % made.length];
        if (!parent) continue;
        // Some are looked at in between, others only in the end.
        if (from % 3 === 0) index.has(parent.list, 0);
        made.push({ list: parent.list.append(added), array: [...parent.array, ...added] });
      }

      for (const { list, array } of made) {
        expect(list.length).toBe(array.length);
        expect(list.items()).toEqual(array);
        expect(list.items(start % (array.length + 1))).toEqual(array.slice(start % (array.length + 1)));
        for (let key = 0; key < 10; key++) expect(index.has(list, key)).toBe(array.some((item) => item % 10 === key));
      }
    }),
  );
});

test("the array of a list is its reader's own", () => {
  const list = GrowingList.of([1, 2]);

  list.items().push(3);
  const longer = list.append([4]);
  longer.items().push(5);

  expect([list.items(), longer.items()]).toEqual([
    [1, 2],
    [1, 2, 4],
  ]);
});
