/** A name that organs had, and the one that they, or those that they were merged into, have since a reform. */
export interface OrganRenaming {
  /** What stands behind the place; of organs of the nation, the whole name. */
  readonly former: string;
  readonly later: string;
  /** Of the reform; departments of provinces, cities and counties follow it within three years. */
  readonly year: number;
  /** `merged`: one of several that went into the later one. */
  readonly relation: 'renamed' | 'merged';
  /** The act that says so. */
  readonly source: string;
}

const REFORMS = {
  2008: '国务院机构改革方案（第十一届全国人民代表大会第一次会议，2008年3月15日）',
  2013: '国务院机构改革和职能转变方案（第十二届全国人民代表大会第一次会议，2013年3月14日）',
  2018: '国务院机构改革方案（第十三届全国人民代表大会第一次会议，2018年3月17日）',
  2021: '国家乡村振兴局挂牌（2021年2月25日），由国务院扶贫开发领导小组办公室整体改组',
  2023: '党和国家机构改革方案（2023年3月）',
} as const;
type Reform = keyof typeof REFORMS;

/**
 * Former name, later name. Only what an act of a reform says, and for departments of lower governments only names that follow it word by
 * word; `A/B` stands for each. Where several later names are usual, each is one: which of them a place has taken, its own reports tell.
 */
const ACTS: readonly (readonly [year: Reform, relation: OrganRenaming['relation'], former: string, later: string])[] = [
  [2008, 'merged', '信息产业部', '工业和信息化部'],
  [2008, 'merged', '人事部/劳动和社会保障部', '人力资源和社会保障部'],
  [2008, 'renamed', '建设部', '住房和城乡建设部'],
  [2008, 'renamed', '国家环境保护总局', '环境保护部'],
  [2008, 'merged', '交通部', '交通运输部'],
  [2008, 'merged', '人事局/劳动和社会保障局', '人力资源和社会保障局'],
  [2008, 'merged', '人事厅/劳动和社会保障厅', '人力资源和社会保障厅'],
  [2013, 'merged', '卫生部/国家人口和计划生育委员会', '国家卫生和计划生育委员会'],
  [2013, 'renamed', '国家食品药品监督管理局', '国家食品药品监督管理总局'],
  [2013, 'merged', '国家广播电影电视总局/新闻出版总署', '国家新闻出版广电总局'],
  [2013, 'merged', '卫生厅', '卫生和计划生育委员会'],
  [2013, 'merged', '卫生局/人口和计划生育局/人口和计划生育委员会', '卫生和计划生育局/卫生和计划生育委员会'],
  [2018, 'merged', '国土资源部/国家海洋局/国家测绘地理信息局', '自然资源部'],
  [2018, 'renamed', '环境保护部', '生态环境部'],
  [2018, 'renamed', '农业部', '农业农村部'],
  [2018, 'merged', '文化部/国家旅游局', '文化和旅游部'],
  [2018, 'renamed', '国家卫生和计划生育委员会', '国家卫生健康委员会'],
  [2018, 'merged', '国家安全生产监督管理总局', '应急管理部'],
  [2018, 'merged', '国家工商行政管理总局/国家质量监督检验检疫总局/国家食品药品监督管理总局', '国家市场监督管理总局'],
  [2018, 'merged', '中国银行业监督管理委员会/中国保险监督管理委员会', '中国银行保险监督管理委员会'],
  [2018, 'renamed', '国家新闻出版广电总局', '国家广播电视总局'],
  [2018, 'renamed', '国家林业局', '国家林业和草原局'],
  [2018, 'renamed', '国家粮食局', '国家粮食和物资储备局'],
  [2018, 'renamed', '农业局/农业委员会', '农业农村局'],
  [2018, 'renamed', '农业委员会', '农业农村委员会'],
  [2018, 'renamed', '农业厅/农牧厅', '农业农村厅'],
  [2018, 'renamed', '农牧局', '农业农村局'],
  [2018, 'merged', '国土资源局', '自然资源局/自然资源和规划局/规划和自然资源局'],
  [2018, 'merged', '国土资源厅', '自然资源厅'],
  [2018, 'merged', '国土资源委员会', '规划和自然资源委员会'],
  [2018, 'merged', '规划局/城乡规划局', '自然资源和规划局/规划和自然资源局'],
  [2018, 'renamed', '环境保护局', '生态环境局'],
  [2018, 'renamed', '环境保护厅', '生态环境厅'],
  [2018, 'renamed', '卫生和计划生育局', '卫生健康局'],
  [2018, 'renamed', '卫生和计划生育委员会', '卫生健康委员会/卫生健康局'],
  [2018, 'merged', '安全生产监督管理局', '应急管理局/应急管理厅'],
  [2018, 'merged', '工商行政管理局/质量技术监督局/食品药品监督管理局/市场监督管理委员会', '市场监督管理局'],
  [2018, 'merged', '文化厅/旅游发展委员会', '文化和旅游厅'],
  [
    2018,
    'merged',
    '文化局/文化广电新闻出版局/文化广播电视新闻出版局/旅游局/旅游发展委员会',
    '文化和旅游局/文化广电和旅游局/文化广电旅游局',
  ],
  [2018, 'renamed', '粮食局', '粮食和物资储备局'],
  [2018, 'renamed', '林业局', '林业和草原局'],
  [2018, 'renamed', '林业厅', '林业和草原局'],
  [2018, 'merged', '法制办公室', '司法局/司法厅'],
  [2021, 'renamed', '国务院扶贫开发领导小组办公室', '国家乡村振兴局'],
  [2021, 'renamed', '扶贫开发办公室', '乡村振兴局'],
  [2023, 'merged', '中国银行保险监督管理委员会', '国家金融监督管理总局'],
  [2023, 'merged', '国家乡村振兴局', '农业农村部'],
  [2023, 'merged', '乡村振兴局', '农业农村局'],
];

export const ORGAN_RENAMINGS: readonly OrganRenaming[] = ACTS.flatMap(([year, relation, formers, laters]) =>
  formers
    .split('/')
    .flatMap((former) => laters.split('/').map((later) => ({ former, later, year, relation, source: REFORMS[year] }))),
);
