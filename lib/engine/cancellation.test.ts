import { expect, test, vi } from 'vitest';
import { Cancellation } from './cancellation';

const reason = new Error('enough');

test('what is around it stops it, with the same reason', () => {
  const outer = new Cancellation();
  const inner = new Cancellation([new Cancellation([outer])]);
  const listener = vi.fn();
  inner.onAbort(listener);

  outer.abort(reason);

  expect(inner.isAborted).toBe(true);
  expect(inner.reason).toBe(reason);
  expect(() => inner.throwIfAborted()).toThrow(reason);
  expect(listener).toHaveBeenCalledOnce();
});

test('it stops without what is around it', () => {
  const outer = new Cancellation();
  const inner = new Cancellation([outer]);

  inner.abort(reason);
  inner.abort(new Error('too late'));

  expect(inner.reason).toBe(reason);
  expect(outer.isAborted).toBe(false);
});

test('it follows the signal of a caller', () => {
  const caller = new AbortController();
  const inner = new Cancellation([new Cancellation([], caller.signal)]);
  const listener = vi.fn();
  inner.onAbort(listener);

  caller.abort(reason);

  expect(inner.reason).toBe(reason);
  expect(listener).toHaveBeenCalledOnce();
});

test('its signal follows all of them, whether it is made before or after', () => {
  const caller = new AbortController();
  const outer = new Cancellation([], caller.signal);
  const inner = new Cancellation([outer]);
  const [before, alone] = [inner.signal, new Cancellation([outer])];
  alone.abort(new Error('alone'));

  caller.abort(reason);

  expect(before.reason).toBe(reason);
  expect(inner.signal).toBe(before);
  expect(new Cancellation([outer]).signal.reason).toBe(reason);
  expect(alone.signal.reason).toEqual(new Error('alone'));
});

test('whoever no longer listens is not told', () => {
  const caller = new AbortController();
  const outer = new Cancellation([], caller.signal);
  const listener = vi.fn();
  const unlisten = new Cancellation([outer]).onAbort(listener);

  unlisten();
  outer.abort(reason);
  caller.abort(reason);

  expect(listener).not.toHaveBeenCalled();
});

test('it knows the signal it handed out', () => {
  const cancellation = new Cancellation();

  expect(cancellation.owns(undefined)).toBe(false);
  expect(cancellation.owns(cancellation.signal)).toBe(true);
  expect(cancellation.owns(new AbortController().signal)).toBe(false);
});

test('a time limit stops it, unless the time no longer counts', () => {
  vi.useFakeTimers();
  const [late, inTime] = [new Cancellation(), new Cancellation()];
  late.abortAfter(10, () => reason);
  inTime.abortAfter(10, () => reason)();

  vi.advanceTimersByTime(11);
  vi.useRealTimers();

  expect(late.reason).toBe(reason);
  expect(inTime.isAborted).toBe(false);
});
