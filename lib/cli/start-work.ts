import { toWireRun } from '#lib/api/wire/run';
import { limits } from '#lib/limits';
import { interruptDeadlines } from '#lib/runs/expire-interrupts';
import { scheduledAnswers } from '#lib/runs/give-scheduled-answers';
import type { Holdpoint } from '#lib/runs/holdpoint';
import { retentionSettings } from '#lib/runs/retention/retention-settings';
import { retentionSweeper } from '#lib/runs/retention/sweeper';
import { deliveryLogDays, deliveryLogSweeper } from '#lib/runs/webhooks/delivery-log';
import { smtpSettings } from '#lib/runs/webhooks/smtp-settings';
import { WebhookSender } from '#lib/runs/webhooks/webhook-sender';
import { webhookTargets } from '#lib/runs/webhooks/webhook-targets';
import { Worker } from '#lib/runs/worker';
import { onShutdown } from './shutdown';

/**
 * What a process does that executes runs: it also keeps the deadlines of questions, gives answers that were
 * scheduled, tells webhooks, and removes what is not kept any more.
 */
export function startWork(hp: Holdpoint): void {
  const sending = { targets: webhookTargets(), smtp: smtpSettings(), describeRun: toWireRun };
  const work = [
    { name: 'the worker', does: new Worker(hp, { concurrency: limits().workerConcurrency }) },
    { name: 'the deadlines of questions', does: interruptDeadlines(hp) },
    { name: 'scheduled answers', does: scheduledAnswers(hp) },
    { name: 'webhooks', does: new WebhookSender(hp, sending) },
    { name: 'the log of webhooks', does: deliveryLogSweeper(hp, deliveryLogDays()) },
    { name: 'retention', does: retentionSweeper(hp, retentionSettings()) },
  ];
  for (const { name, does } of work) {
    does.start();
    onShutdown({ stage: 'work', name, close: () => does.stop() });
  }
}
