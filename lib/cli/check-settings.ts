import { accountsAreRequired } from '#lib/auth/accounts-mode';
import { oidcSettings } from '#lib/auth/oidc-settings';
import { paceOf } from '#lib/graphs/agent/pace';
import { limits } from '#lib/limits';
import { publicUrl } from '#lib/runs/public-url';
import { retentionSettings } from '#lib/runs/retention/retention-settings';
import { timeoutOfServer } from '#lib/runs/run-options';
import { undoMs } from '#lib/runs/undo-window';
import { deliveryLogDays } from '#lib/runs/webhooks/delivery-log';
import { smtpSettings } from '#lib/runs/webhooks/smtp-settings';
import { webhookTargets } from '#lib/runs/webhooks/webhook-targets';
import { isOn } from './on-off';

/** Says at once, before anything is started, that a setting cannot be used. @throws Error that names it */
export function checkSettings(): void {
  for (const setting of ['HOLDPOINT_WORKER', 'HOLDPOINT_DEMO']) isOn(setting);
  accountsAreRequired();
  oidcSettings();
  limits();
  timeoutOfServer();
  retentionSettings();
  undoMs();
  publicUrl();
  webhookTargets();
  smtpSettings();
  deliveryLogDays();
  paceOf(undefined);
}
