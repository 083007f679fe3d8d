import { expect, it } from 'vitest';
import { MASK } from '#lib/runs/masking/mask-text';
import { describeNamed, describeValue } from './describe-value';

it('says a value in one line without its secrets', () => {
  expect(describeValue({ user: 'ada', password: 'hunter2' })).toBe(`{"user":"ada","password":"${MASK}"}`);
  expect(describeValue('log in with api_key=abc')).toBe(`log in with api_key=${MASK}`);
  expect(describeValue({ type: 'ai', content: 'token=abc' })).toBe(`ai: token=${MASK}`);
  expect(describeNamed('password', 'hunter2')).toBe(MASK);
  expect(describeNamed('user', 'ada')).toBe('ada');
});

it('tells a list as a whole, or that there is more of it', () => {
  expect(describeValue(Array(40).fill(1))).toBe(`[${Array(40).fill(1).join(',')}]`);
  expect(describeValue(Array(500).fill(1))).toMatch(/1,…$/);
});

it('looks at the beginning of what is large', () => {
  const large = { texts: Array.from({ length: 100 }, () => 'token="'.repeat(10_000)) };
  const before = process.cpuUsage();

  expect(describeValue(large)).toHaveLength(120);
  expect(process.cpuUsage(before).user).toBeLessThan(500_000);
});
