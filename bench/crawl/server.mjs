import { startSamplePortal } from '../../dist/sample/index.js';

const portal = await startSamplePortal({ reports: Number(process.argv[2]) });
process.send({ url: portal.url });
