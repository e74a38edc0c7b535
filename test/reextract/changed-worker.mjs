// The present extractor as three careless changes would leave it: cells of a workbook are not read any more, one of an RTF is another
// number, and a PDF ends its process.
import { pack } from '../../dist/ingest/crossing.js';
import { readJob } from '../../dist/ingest/read-job.js';
import { serve } from '../../dist/ingest/serve.js';

const isTotal = ({ table, column }) => table === 'applications' && column === 'total';

serve(async (job) => pack(await changed(job)));

async function changed(job) {
  const result = await readJob(job);
  if (result.format === 'pdf') process.exit(1);
  if (result.kind !== 'document' || result.report === null) return result;
  const { figures } = result.report;
  if (result.format === 'xlsx') result.report.figures = figures.filter((figure) => !isTotal(figure));
  if (result.format === 'rtf') {
    const first = figures.find((figure) => isTotal(figure) && figure.value !== null);
    result.report.figures = figures.map((figure) =>
      figure === first ? { ...figure, value: first.value + 1 } : figure,
    );
  }
  return result;
}
