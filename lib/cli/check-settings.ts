import { limits } from '#lib/limits';
import { retentionSettings } from '#lib/runs/retention/retention-settings';
import { undoMs } from '#lib/runs/undo-window';

/** Says at once, before anything is started, that a setting cannot be used. @throws Error that names it */
export function checkSettings(): void {
  limits();
  retentionSettings();
  undoMs();
}
