import { bilingual } from '../language/bilingual.ts';

export const releaseMessages = bilingual({
  en: {
    noRelease: (folder: string, file: string) => `${folder} is no release: it has no ${file}`,
    malformed: (path: string, reason: string) => `${path} is not as a release writes it: ${reason}`,
    isThere: (folder: string) => `${folder} is there already; a release is never changed: name another folder`,
  },
  zh: {
    noRelease: (folder, file) => `${folder} 不是一次发布：其中没有 ${file}`,
    malformed: (path, reason) => `${path} 与发布所写的格式不符：${reason}`,
    isThere: (folder) => `${folder} 已经存在；发布过的内容不再改动：请另取目录名`,
  },
});
