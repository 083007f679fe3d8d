import { Download } from 'lucide-react';
import { buttonClass } from '#app/_ui/button';
import { t } from '#lib/language/gettext';
import { exportFormats } from '#lib/review/export-formats';
import { type ActivityParams, exportQuery } from './activity-params';

/** Downloads of all decisions that the filters leave, on every page of the list. */
export function ExportLinks({ params }: { params: ActivityParams }) {
  return (
    <>
      {exportFormats.map((format) => (
        <a
          key={format}
          href={`/data/activity-export${exportQuery({ ...params, before: null, format })}`}
          download
          className={buttonClass({ size: 'sm' })}
        >
          <Download aria-hidden />
          {format === 'csv' ? 'CSV' : 'JSONL'}
          <span className="sr-only"> {t`of what is listed`}</span>
        </a>
      ))}
    </>
  );
}
