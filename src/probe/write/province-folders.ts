/** Folders of config/portals by the first two digits of GB/T 2260. */
const PROVINCES: Readonly<Record<string, string>> = {
  11: 'beijing',
  12: 'tianjin',
  13: 'hebei',
  14: 'shanxi',
  15: 'neimenggu',
  21: 'liaoning',
  22: 'jilin',
  23: 'heilongjiang',
  31: 'shanghai',
  32: 'jiangsu',
  33: 'zhejiang',
  34: 'anhui',
  35: 'fujian',
  36: 'jiangxi',
  37: 'shandong',
  41: 'henan',
  42: 'hubei',
  43: 'hunan',
  44: 'guangdong',
  45: 'guangxi',
  46: 'hainan',
  50: 'chongqing',
  51: 'sichuan',
  52: 'guizhou',
  53: 'yunnan',
  54: 'xizang',
  61: 'shaanxi',
  62: 'gansu',
  63: 'qinghai',
  64: 'ningxia',
  65: 'xinjiang',
};

/** `11-beijing`; `00-central` for central organs; `99-unplaced` where the code is not known yet. */
export function provinceFolder({ code, central }: { code: string | null; central: boolean }): string {
  const digits = code?.slice(0, 2) ?? '';
  const name = PROVINCES[digits];
  if (name !== undefined) return `${digits}-${name}`;
  return central ? '00-central' : '99-unplaced';
}
