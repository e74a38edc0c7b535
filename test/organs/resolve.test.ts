import { describe, expect, it } from 'vitest';
import { type OrganContext, resolveOrgan } from '../../src/organs/index.ts';

type Case = readonly [name: string, context: OrganContext, code: string | null, level: string];

/** A government is told by its level, what is none by its kind. */
const KINDS: Readonly<Record<string, string>> = { department: 'department', zone: 'zone', central: 'central' };

const check = (cases: readonly Case[]) =>
  it.each(cases)('%s in %j is %s, %s', (name, context, code, level) => {
    const organ = resolveOrgan(name, context);
    const told = organ && (['government', 'township'].includes(organ.kind) ? organ.level : KINDS[organ.kind]);
    expect({ code: organ?.code, told }, organ?.evidence).toEqual({ code, told: level });
  });

describe('a place in the name', () => {
  check([
    ['北京市大兴区西红门镇人民政府', {}, '110115', 'township'],
    ['北京市大兴区西红门镇', {}, '110115', 'township'],
    ['金凤区良田镇人民政府', {}, '640106', 'township'],
    ['淮安市洪泽区人民政府', {}, '320813', 'county'],
    ['淮安市洪泽区人民政府办公室', {}, '320813', 'department'],
    ['淮安市财政局', {}, '320800', 'department'],
    ['博爱县公安局', {}, '410822', 'department'],
    ['广东省文化和旅游厅', {}, '440000', 'department'],
    ['韶关市武江区新华街道办事处', {}, '440203', 'township'],
    ['东莞市虎门镇人民政府', {}, '441900', 'township'],
    ['上海市浦东新区张江镇人民政府', {}, '310115', 'township'],
    ['潜江市生态环境局', {}, '429005', 'department'],
    ['阿里地区行政公署', {}, '542500', 'city'],
    ['上海市浦东新区人民政府张江镇', {}, '310115', 'township'],
    ['青海省海南藏族自治州', {}, '632500', 'city'],
    ['新疆生产建设兵团第一师阿拉尔市', {}, '659002', 'county'],
    ['大兴区城乡建设局', {}, '110115', 'department'],
    ['大兴区乡村振兴局', {}, '110115', 'department'],
    ['大兴区西红门镇财政所', {}, '110115', 'department'],
    [' 北京市 大兴区\u3000人民政府（本级） ', {}, '110115', 'county'],
  ]);
});

describe('a place in short', () => {
  check([
    ['北京大兴区西红门镇', {}, '110115', 'township'],
    ['江苏淮安洪泽区', {}, '320813', 'county'],
    ['广西水利厅', {}, '450000', 'department'],
    ['甘南州人力资源社会保障局', {}, '623000', 'department'],
    ['积石山县人民政府', {}, '622927', 'county'],
    ['禄劝县人民政府', {}, '530128', 'county'],
    // A park and streets named like cities.
    ['中山公园管理处', { portalCode: '210200' }, null, 'department'],
    ['广州市财政局', { portalCode: '440203' }, '440100', 'department'],
    ['中山街道办事处', { portalCode: '310117' }, '310117', 'township'],
    ['南京东路街道', { portalCode: '310101' }, '310101', 'township'],
  ]);
});

describe('a name that several places have', () => {
  check([
    ['鼓楼区人民政府', {}, null, 'county'],
    ['鼓楼区人民政府', { portalCode: '320300' }, '320302', 'county'],
    ['徐州市鼓楼区人民政府', {}, '320302', 'county'],
    ['通州区水利局', {}, null, 'department'],
    ['通州区水利局', { portalCode: '320612' }, '320612', 'department'],
    ['通州区水利局', { portalCode: '110112' }, '110112', 'department'],
    ['鼓楼区财政局', { listOrgan: '福州市鼓楼区' }, '350102', 'department'],
    ['城区人民政府', { portalCode: '140500' }, '140502', 'county'],
    // A zone's district in a city that is neither of the two.
    ['新城区人民政府', { portalCode: '610800' }, null, 'county'],
    ['城关镇人民政府', { portalCode: '411330' }, '411330', 'township'],
    ['城关镇人民政府', { portalCode: '410000' }, null, 'township'],
  ]);

  it('lists the places between which it is', () => {
    expect(resolveOrgan('通州区水利局')?.evidence).toBe('通州区 is ambiguous: 北京市通州区, 江苏省南通市通州区');
    expect(resolveOrgan('城关镇', { portalCode: '410000' })?.evidence).toContain('嵩县 (410325)');
  });

  it('does not believe a county elsewhere that only shares the name', () => {
    const organ = resolveOrgan('城厢区财政局', { portalCode: '440203' });
    expect(organ?.code).toBeNull();
    expect(organ?.evidence).toContain('outside the portal, 武江区 (440203): not certain');
  });
});

describe('a place that is called otherwise today', () => {
  check([
    ['洪泽县人民政府', {}, '320813', 'county'],
    ['淮安市洪泽县财政局', {}, '320813', 'department'],
    ['毕节地区行署', {}, '520500', 'city'],
    ['襄樊市人民政府', {}, '420600', 'city'],
    ['开县人民政府', {}, '500154', 'county'],
    ['巢湖市人民政府', {}, '340181', 'county'],
    ['大同县人民政府', {}, '140215', 'county'],
    ['通州市人民政府', { portalCode: '320600' }, '320612', 'county'],
    // 张家口 has one, and 邢台 had one until 2020.
    ['桥东区人民政府', {}, null, 'county'],
    ['桥东区人民政府', { portalCode: '130500' }, '130502', 'county'],
  ]);

  it('says so', () => {
    expect(resolveOrgan('洪泽县人民政府')?.evidence).toBe('洪泽县 is 洪泽区 (320813), by its former kind');
    expect(resolveOrgan('襄樊市')?.evidence).toContain('by a former name');
  });
});

describe('an area that is no division', () => {
  check([
    ['平潭综合实验区', {}, '350128', 'county'],
    ['平潭综合实验区财政金融局', {}, '350128', 'department'],
    ['连云港徐圩新区管理委员会', {}, '320700', 'zone'],
    ['徐圩新区管委会', { portalCode: '320700' }, '320700', 'zone'],
    ['连云港徐圩新区徐圩街道办事处', {}, '320700', 'township'],
    ['武汉东湖新技术开发区发展改革局', {}, '420100', 'zone'],
    ['苏州工业园区', {}, '320500', 'zone'],
    ['漳州台商投资区管委会', {}, '350600', 'zone'],
    ['黄埔区人民政府、广州开发区管委会', {}, '440112', 'county'],
    ['滨海新区人民政府', {}, '120116', 'county'],
    ['新城镇人民政府', { portalCode: '610113' }, '610113', 'township'],
  ]);

  it('says that the code is that of the division around it', () => {
    expect(resolveOrgan('徐圩新区管委会', { portalCode: '320700' })?.evidence).toMatch(
      /徐圩新区 is not in GB\/T 2260.*连云港市 \(320700\)/u,
    );
  });
});

describe('no place in the name', () => {
  check([
    ['财政局', { portalCode: '410822' }, '410822', 'department'],
    ['财政局', {}, null, 'department'],
    ['县财政局', { portalCode: '410822' }, '410822', 'department'],
    ['市公安局', { portalCode: '110115' }, '110000', 'department'],
    ['市场监督管理局', { portalCode: '110115' }, '110115', 'department'],
    ['县人民政府', { portalCode: '510921' }, '510921', 'county'],
    ['区发展改革委', { portalCode: '320800', channelTitle: '洪泽区' }, '320813', 'department'],
    // Which of the city's counties is not known.
    ['县人民政府', { portalCode: '320800' }, null, 'county'],
    ['西红门镇', { portalCode: '110115' }, '110115', 'township'],
    ['西红门镇', { portalCode: '110000' }, '110115', 'township'],
    ['西红门镇', {}, null, 'township'],
    ['红旗镇人民政府', { portalCode: '150000' }, '152527', 'township'],
    ['无此镇人民政府', { portalCode: '110115' }, '110115', 'township'],
    ['无此镇人民政府', { portalCode: '110000' }, null, 'township'],
  ]);
});

describe('a name that the table does not know', () => {
  check([
    ['内蒙古交通运输厅', {}, '150000', 'department'],
    ['邳县人民政府', { portalCode: '320000' }, null, 'county'],
    ['江浦县财政局', { portalCode: '320100' }, null, 'department'],
    ['莫旗人民政府', { portalCode: '150700' }, null, 'county'],
    ['莫旗人民政府', { portalCode: '150722' }, '150722', 'county'],
    ['甲乙区人民政府', { portalCode: '320100' }, null, 'county'],
    ['红旗街道办事处', { portalCode: '410702' }, '410702', 'township'],
    ['灌区管理局', { portalCode: '410822' }, '410822', 'department'],
    ['市城市管理局', { portalCode: '410800' }, '410800', 'department'],
    ['银雀山办事处', { portalCode: '371300' }, '371302', 'township'],
    ['驻北京办事处', { portalCode: '371300' }, '371300', 'department'],
    ['新疆生产建设兵团财政局', {}, null, 'department'],
    ['第十二师教育局', { portalCode: '650000' }, null, 'department'],
    ['第八师石河子市财政局', { portalCode: '659001' }, '659001', 'department'],
  ]);
});

describe('an organ of the nation', () => {
  check([
    ['国务院办公厅', {}, null, 'nation'],
    ['工业和信息化部', {}, null, 'central'],
    ['中华人民共和国财政部', {}, null, 'central'],
    ['国家税务总局', {}, null, 'central'],
    ['国家税务总局北京市大兴区税务局', {}, '110115', 'central'],
    ['国家统计局淮安调查队', {}, '320800', 'central'],
    ['国家矿山安全监察局山西局', {}, '140000', 'central'],
    ['中华人民共和国上海海关', {}, '310000', 'central'],
    ['中国人民银行南京分行', {}, '320100', 'central'],
    ['自然资源部东海局', {}, null, 'central'],
  ]);
});

it.each([
  // name, context, level of government, name in full, the place where it is called otherwise today
  ['洪泽县财政局', {}, 'county', '江苏省淮安市洪泽区财政局', '洪泽县'],
  ['洪泽区人民政府', {}, 'county', '江苏省淮安市洪泽区人民政府', null],
  ['大兴区', {}, 'county', '北京市大兴区人民政府', null],
  ['区财政局', { portalCode: '110115' }, 'county', '北京市大兴区财政局', null],
  ['西红门镇财政所', { portalCode: '110115' }, 'township', '北京市大兴区西红门镇财政所', null],
  ['西红门镇', { portalCode: '110000' }, 'township', '北京市大兴区西红门镇人民政府', null],
  ['红旗街道', { portalCode: '410702' }, 'township', '河南省新乡市红旗区红旗街道办事处', null],
  ['广西水利厅', {}, 'province', '广西壮族自治区水利厅', null],
  ['市公安局', { portalCode: '410800' }, 'city', '河南省焦作市公安局', null],
  ['徐圩新区管委会', { portalCode: '320700' }, 'city', '江苏省连云港市徐圩新区管理委员会', null],
  ['国家税务总局大兴区税务局', { portalCode: '110115' }, 'county', '国家税务总局北京市大兴区税务局', null],
  ['财政部', {}, 'nation', '财政部', null],
  ['财政局', {}, null, '财政局', null],
  // Not in the table, and still of a county; a 市 may be either.
  ['清溪县民政局', {}, 'county', '清溪县民政局', null],
  ['红旗渠管理局', {}, null, '红旗渠管理局', null],
  ['某某市人民政府', {}, null, '某某市人民政府', null],
  ['鼓楼区财政局', {}, 'county', '鼓楼区财政局', null],
  ['襄樊市统计局', {}, 'city', '湖北省襄阳市统计局', '襄樊市'],
])('%s in %j is of the %s and in full %s', (name, context, level, fullName, formerly) => {
  expect(resolveOrgan(name, context)).toMatchObject({ level, fullName, formerly });
});

it('has nothing to say of an empty name', () => {
  expect(resolveOrgan(' \u3000')).toBeNull();
});

it('takes a code that no division has as none', () => {
  expect(resolveOrgan('财政局', { portalCode: '330386' })?.code).toBeNull();
  expect(resolveOrgan('瑞安市财政局', { portalCode: '330386' })?.code).toBe('330381');
});
