import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ConfigError, loadHosts } from '../../src/config/index.ts';
import { temporaryFolder } from '../support/crawling.ts';

describe('hosts', () => {
  it('come with the project, each checked', () => {
    const all = loadHosts('config/hosts');
    expect(all.length).toBeGreaterThan(3400);
    expect(all.find(({ code }) => code === '130629')?.alternatives).toEqual(['http://www.rongcheng.gov.cn/']);
  });

  it('name file, line and what is allowed where a row is wrong', () => {
    const folder = temporaryFolder();
    const file = join(folder.path, 'mine.csv');
    writeFileSync(
      file,
      'code,level,path,name,homepage,note\n110000,province,北京市,北京市,https://www.beijing.gov.cn/,\n4408,county,x,清溪县,ftp://x/,\n',
    );
    const read = () => loadHosts(file);
    expect(read).toThrow(ConfigError);
    expect(read).toThrow(/mine\.csv:3: code: found "4408"; allowed: six digits[\s\S]*homepage: found "ftp:\/\/x\/"/);
    folder.remove();
  });
});
