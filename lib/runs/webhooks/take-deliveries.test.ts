import { beforeEach, describe, expect, it } from 'vitest';
import { askOne } from '#lib/testing/ask-one';
import { type WebhookScene, webhookScene } from '#lib/testing/webhook-scene';
import { msUntilDelivery, takeDeliveries } from './take-deliveries';
import { sendTestDelivery } from './webhooks';

let db: WebhookScene['db'];
let hp: WebhookScene['hp'];
let webhook: WebhookScene['webhook'];

webhookScene((scene) => {
  ({ db, hp, webhook } = scene);
});

beforeEach(() => askOne(hp, 'asks'));

const take = (except: string[] = []) => takeDeliveries(db.sql, { limit: 9, except });
const switchOff = () => db.prisma.webhook.updateMany({ data: { active: false } });

describe('what is due next', () => {
  it('is taken once, and known when it comes back', async () => {
    expect(await msUntilDelivery(db.sql, [])).toBe(0);

    expect(await take()).toHaveLength(1);

    expect(await take()).toEqual([]);
    expect(await msUntilDelivery(db.sql, [])).toBeGreaterThan(0);
  });

  it('is nothing of an endpoint that is switched off, but for a test that somebody wants', async () => {
    await switchOff();
    expect(await msUntilDelivery(db.sql, [])).toBeNull();
    expect(await take()).toEqual([]);

    await sendTestDelivery(hp, { id: webhook.id, actor: null });

    expect(await msUntilDelivery(db.sql, [])).toBe(0);
    expect(await take()).toHaveLength(1);
  });

  it('is nothing of a target that has enough to do', async () => {
    expect(await msUntilDelivery(db.sql, [webhook.id])).toBeNull();
    expect(await take([webhook.id])).toEqual([]);
  });
});
