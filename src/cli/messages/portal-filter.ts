import { bilingual } from '../../language/bilingual.ts';

export const filterMessages = bilingual({
  en: {
    province: 'only portals of a province, by the first two digits of GB/T 2260 (44)',
    level: (levels: string) => `only portals of a level: ${levels}`,
    platform: 'only portals of a family, as configured or as the last visit recognised it (trs)',
    channelState: (states: string) => `only portals with a channel that is ${states} since the last visit`,
    provinceTakes: 'the first two digits of GB/T 2260 of a province, such as 44',
    nonePasses: (filter: string) => `no portal passes ${filter}`,
  },
  zh: {
    province: '只限某省的网站：行政区划代码（GB/T 2260）前两位，如 44',
    level: (levels) => `只限某一级别的网站：${levels}`,
    platform: '只限某一系统的网站，按配置或上次访问所识别的（如 trs）',
    channelState: (states) => `只限有栏目在上次访问后处于此状态的网站：${states}`,
    provinceTakes: '省级行政区划代码（GB/T 2260）前两位，如 44',
    nonePasses: (filter) => `没有网站符合 ${filter}`,
  },
});
