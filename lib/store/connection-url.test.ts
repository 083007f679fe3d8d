import { expect, it } from 'vitest';
import { connectionUrl } from './connection-url';

it.each(['mysql://host/name', 'file:./data.db', 'localhost:5432/name', 'nothing'])('refuses %s', (url) => {
  expect(() => connectionUrl(url)).toThrow('Write it as postgresql://user:password@host:5432/name.');
});

it.each(['postgresql', 'postgres'])('takes %s://', (scheme) => {
  expect(connectionUrl(`${scheme}://user@host/name`)).toMatch(`${scheme}://user@host/name?options=`);
});
