import { mayDo } from '#app/_auth/allow';
import { download } from '#app/_data/download';
import { loadActivityParams, loadExportParams, toActivityFilter } from '#app/activity/activity-params';
import { exportActivity } from '#lib/review/export-activity';
import { holdpoint } from '#lib/runs/holdpoint';

const types = { csv: 'text/csv; charset=utf-8; header=present', jsonl: 'application/jsonl; charset=utf-8' };

export function GET(request: Request): Promise<Response> {
  const { format } = loadExportParams(request);
  const params = { ...loadActivityParams(request), before: null };
  return download({
    permission: 'see',
    filename: `activity.${format}`,
    type: types[format],
    open: async () => {
      const filter = toActivityFilter(params, await mayDo('administer'));
      return exportActivity(await holdpoint(), { format, filter });
    },
  });
}
