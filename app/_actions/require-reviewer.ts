import { readReviewer } from '#app/_shell/read-reviewer';
import { HoldpointError } from '#lib/errors';
import { t } from '#lib/language/gettext';

/** Who acts; what is done is recorded with the name. @throws HoldpointError `invalid_request` when nobody has given one */
export async function requireReviewer(): Promise<string> {
  const reviewer = await readReviewer();
  if (!reviewer) throw new HoldpointError('invalid_request', t`Give your name first: what you do is recorded with it.`);
  return reviewer;
}
