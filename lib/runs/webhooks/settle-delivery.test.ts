import { beforeEach, describe, expect, it } from 'vitest';
import { askOne } from '#lib/testing/ask-one';
import { makeDeliveriesDue, onlyDelivery } from '#lib/testing/test-sender';
import { type WebhookScene, webhookScene } from '#lib/testing/webhook-scene';
import { metrics } from '../telemetry/metrics';
import type { PostResult } from './post-webhook';
import { dropDelivery, settleDelivery } from './settle-delivery';
import { type TakenDelivery, takeDeliveries } from './take-deliveries';

const FAILURE: PostResult = { status: 500, error: 'It answered 500.', response: null };
const SUCCESS: PostResult = { status: 204, error: null, response: null };

let db: WebhookScene['db'];
let hp: WebhookScene['hp'];
let late: TakenDelivery;
let heir: TakenDelivery;

webhookScene((scene) => {
  ({ db, hp } = scene);
});

const take = async () => (await takeDeliveries(db.sql, { limit: 1, except: [] }))[0]!;
const settle = (delivery: TakenDelivery, result: PostResult) =>
  settleDelivery(db, { delivery, result, payload: delivery.payload });

beforeEach(async () => {
  await askOne(hp, 'asks');
  late = await take();
  await makeDeliveriesDue(db);
  heir = await take();
});

/** How many tries have been counted, of whatever came of them. */
async function triesCounted(): Promise<number> {
  const { values } = await metrics().deliveries.get();
  return values.reduce((sum, { value }) => sum + value, 0);
}

describe('a try that another process has taken over', () => {
  it('and that failed stands in the log, and moves nothing of the delivery', async () => {
    const { dueAt } = await onlyDelivery(db);

    await settle(late, FAILURE);

    expect(await onlyDelivery(db)).toMatchObject({
      outcome: 'pending',
      tries: 2,
      dueAt,
      attempts: [
        { status: 500, endedAt: expect.any(Date) },
        { status: null, endedAt: null },
      ],
    });
  });

  it('and that failed is not counted, neither before nor after the other has settled it', async () => {
    const before = await triesCounted();
    await settle(late, FAILURE);
    expect(await triesCounted()).toBe(before);

    await settle(heir, SUCCESS);
    await settle(late, FAILURE);

    expect(await triesCounted()).toBe(before + 1);
  });

  it('and that the receiver has taken delivers it, and the failure of the other changes nothing of that', async () => {
    await settle(late, SUCCESS);
    const delivered = { outcome: 'delivered', dueAt: null, endedAt: expect.any(Date) };
    expect(await onlyDelivery(db)).toMatchObject(delivered);

    await settle(heir, FAILURE);

    expect(await onlyDelivery(db)).toMatchObject({ ...delivered, attempts: [{ status: 204 }, { status: 500 }] });
  });

  it('and that has nothing to tell any more takes away what waits, and not what was delivered', async () => {
    await settle(heir, SUCCESS);
    await dropDelivery(db, late);
    expect(await onlyDelivery(db)).toMatchObject({ outcome: 'delivered' });

    await askOne(hp, 'asks');
    const other = await take();
    await dropDelivery(db, other);

    expect(await onlyDelivery(db)).toMatchObject({ id: heir.id });
    expect(await db.prisma.webhookDelivery.count()).toBe(1);
  });
});
