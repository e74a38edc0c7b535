import { ORGAN_RENAMINGS } from '../../organs/index.ts';
import type { ReferenceData } from './reference-data.ts';

export const organRenamingData: ReferenceData = {
  name: 'renamings of organs',
  source: JSON.stringify(ORGAN_RENAMINGS),
  fill: (db) => {
    db.exec('DELETE FROM organ_renaming');
    const put = db.prepare('INSERT INTO organ_renaming (former, later, year, relation, source) VALUES (?, ?, ?, ?, ?)');
    for (const { former, later, year, relation, source } of ORGAN_RENAMINGS)
      put.run(former, later, year, relation, source);
  },
};
