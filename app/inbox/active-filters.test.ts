import { expect, it } from 'vitest';
import { activeFilters } from './active-filters';
import { loadInboxParams, noFilters } from './inbox-params';

const filtersOf = (query: string) => activeFilters(loadInboxParams(new URLSearchParams(query)));

it('nothing is active in a view as it is, whatever its order and its search', () => {
  expect(filtersOf('view=mine&sort=newest&q=abc')).toEqual([]);
});

it('each filter is named, and can be taken away', () => {
  const address =
    'graph=expense&node=review&assistant=a&metadata=team=x&older=60&claimed=Ada&risk=high&priority=low%2B&unread=true&assignee=me';

  const filters = filtersOf(address);

  expect(filters.map(({ label }) => label)).toEqual([
    'graph expense',
    'node review',
    'one assistant',
    'metadata team=x',
    'a minimum age',
    'claimed by Ada',
    'high risk',
    'at least low priority',
    'unread by you',
    'assigned to me',
  ]);
  const { q: _search, ...cleared } = noFilters;
  expect(Object.assign({}, ...filters.map(({ without }) => without))).toEqual(cleared);
});

it('a field that a form sent empty is no filter', () => {
  expect(filtersOf('graph=&node=&metadata=&older=&claimed=&risk=&unread=&assignee=&sort=')).toEqual([]);
  expect(loadInboxParams(new URLSearchParams('graph=&assignee='))).toMatchObject({ graph: null, assignee: null });
});
