import { expect, it } from 'vitest';
import { newWebhookSecret, webhookSignature } from './webhook-secret';

it('signs as the specification of Standard Webhooks does', () => {
  const message = { id: 'msg_p5jXN8AQM9LWM0D4loKWxJek', timestamp: 1614265330, body: '{"test": 2432232314}' };

  const signature = webhookSignature(message, ['whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw']);

  expect(signature).toBe('v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=');
});

it('signs with each of several secrets', () => {
  const [first, second] = [newWebhookSecret(), newWebhookSecret()];
  const message = { id: 'msg_1', timestamp: 1, body: '{}' };

  const both = webhookSignature(message, [first, second]);

  expect(both).toBe(`${webhookSignature(message, [first])} ${webhookSignature(message, [second])}`);
  expect(first).not.toBe(second);
});
