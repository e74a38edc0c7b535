import { startLargePortal } from '../../generator/index.ts';

const portal = await startLargePortal(Number(process.argv[2]));
process.send({ url: portal.url });
