import type { Random } from './random.ts';

/* Places that do not exist, so that no sample figure can be taken for a real organ's. */
const PROVINCES = ['云岭省', '东江省', '北原省', '青海湾自治区'];
const CITIES = ['安河市', '临溪市', '白鹭市', '长渡市', '石桥市', '永泉市'];
const COUNTIES = ['清溪县', '南浦区', '望城坡区', '金坪县', '柳河县', '新港区', '大石桥市', '赤水河自治县'];
const TOWNS = ['青石镇', '柳林镇', '红岩乡', '双桥镇', '马家店镇', '白沙乡', '三岔河镇'];
const STREETS = ['新华街道', '滨河街道', '城关街道', '朝阳街道'];
const BUREAUS = [
  '民政局',
  '财政局',
  '生态环境局',
  '自然资源和规划局',
  '市场监督管理局',
  '人力资源和社会保障局',
  '农业农村局',
  '城市管理行政执法局',
  '教育体育局',
  '审计局',
  '发展和改革委员会',
  '交通运输局',
  '医疗保障局',
];

type OrganMaker = (random: Random) => string;

const MAKERS: readonly OrganMaker[] = [
  (random) => `${random.pick(CITIES)}${random.pick(COUNTIES)}${random.pick(TOWNS)}人民政府`,
  (random) => `${random.pick(COUNTIES)}${random.pick(TOWNS)}人民政府`,
  (random) => `${random.pick(COUNTIES)}人民政府${random.pick(STREETS)}办事处`,
  (random) => `${random.pick(COUNTIES)}${random.pick(STREETS)}办事处`,
  (random) => `${random.pick(COUNTIES)}人民政府`,
  (random) => `${random.pick(CITIES)}人民政府`,
  (random) => `${random.pick(PROVINCES)}${random.pick(CITIES)}${random.pick(COUNTIES)}人民政府办公室`,
  (random) => `${random.pick(CITIES)}${random.pick(BUREAUS)}`,
  (random) => `${random.pick(COUNTIES)}${random.pick(BUREAUS)}`,
  (random) => `${random.pick(PROVINCES)}${random.pick(['教育厅', '水利厅', '卫生健康委员会', '药品监督管理局'])}`,
  (random) => `${random.pick(CITIES)}经济技术开发区管理委员会`,
  (random) => `国家税务总局${random.pick(CITIES)}税务局`,
];

/** The name of an administrative organ, from a ministry's branch down to a township. */
export const makeOrgan = (random: Random): string => random.pick(MAKERS)(random);
