/**
 * The characters that make up most of the running text of administrative Chinese. A wrong decoding of Chinese bytes gives characters spread
 * over the whole repertoire, a right one gives mostly these; that difference is what every decision in this folder rests on.
 */
const SIMPLIFIED = `
的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经
十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政四日那社义事平形
相全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只没结解问意建月公无系军很情者最立代想已通并提直题党程展
五果料象员革位入常文总次品式活设及管特件长求老头基资边流路级少图山统接知较将组见计别她手角期根论运农指几九区强放决西被干做必战
先回则任取据处队南给色光门即保治北造百规热领七海口东导器压志世金增争济阶油思术极交受联什认六共权收证改清己美再采转更单风切打白
教速花带安场身车例真务具万每目至达走积示议声报斗完类八离华名确才科张信马节话米整空元况今集温传土许步群广石记需段研界拉林律叫且
究观越织装影算低持音众书布复容儿须际商非验连断深难近矿千周委素技备半办青省列习响约支般史感劳便团往酸历市克何除消构府称太准精值
号率族维划选标写存候毛亲快效斯院查江型眼王按格养易置派层片始却专状育厂京识适属圆包火住调满县局照参红细引听该铁价严首底液官德随
病苏失尔死讲配女黄推显谈罪神艺呢席含企望密批营项防举球英氧势告李台落木帮轮破亚师围注远字材排供河态封另施减树溶怎止案言士均武固
叶鱼波视仅费紧爱左章早朝害续轻服试食充兵源判护司足某练差致板田降黑犯负击范继兴似余坚曲输修故城夫够送笔船占右财吃富春职觉汉画功
巴跟虽杂飞检吸助升阳互初创抗考投坏策古径换未跑留钢曾端责站简述钱副尽帝射草冲承独令限阿宣环双请超微让控州良轴找否纪益依优顶础载
倒房突坐粉敌略客袁冷胜绝析块剂测丝协诉念陈仍罗盐友洋错苦夜刑移频逐靠混母短皮终聚汽村云哪既距卫停烈央察烧迅境若印洲刻括激孔搞甚
室待核校散侵吧甲游久菜味旧模湖货损预阻毫普稳乙妈植息扩银语挥酒守拿序纸医缺雨吗针刘啊急唱误训愿审附获茶鲜粮斤孩脱硫肥善龙演父渐
申请答复监督纠维持纠正未审结诉讼行政复议法律社会公益组织机构自然商业企业科研机关单位受理办结依据条例规定网站平台开展落实完善
乡镇街道办事处委员会人民政府厅局旗盟州区县市省自治财政教育卫生健康交通运输农业农村林业水利应急管理综合执法统计审计税务
汇编宣传培训考核评议不足问题改进措施栏目更新及时解读回应关切疫情防控扶贫优化营商环境放管服附件索引号发布来源打印关闭窗口分享浏览
版权所有备案技术支持联系我们首页当前位置正文字体默认超大日期主题分类有效性称制发废止现行规章范性文件许可罚强制收费元额购
`;

const TRADITIONAL = `
這個為國時來們動說產種後會過對發經進著電裡現實體機當從業還樣與關線內數無見結問條變氣質開應長兩點並總題黨員級統據計別論運農決議
報達積類離華確認證設權傳風節車務馬話書許記該標組織構團選連斷難礦號維劃寫親細聽隨調參縣鐵嚴價顯談罰審項舉勢輪師圍遠態減視僅費
緊愛續輕試護練負擊範繼興餘堅輸職覺漢畫財檢創環雙請讓陽銀語揮酒針獲龍漸資訊區辦處臺灣縣鄉鎮鄰錄聯絡實際開放檔網頁單位衛遷
徵採購買賣戶籍勞動檢查稅捐計畫預算監督訴願訟陳述眾廣場營運轉換適當歷補貼評鑑輔導獎勵濟輿圖書館簡介編號與將於據須歸屬階層紀
`;

const chars = (text: string): string[] => [...new Set(text.replace(/\s/g, ''))];

/** Common simplified characters, and common traditional ones that differ from them. */
export const COMMON_SIMPLIFIED: readonly string[] = chars(SIMPLIFIED);
export const COMMON_TRADITIONAL: readonly string[] = chars(TRADITIONAL);

const [HAN, COMMON, BROKEN] = [1, 2, 3];

/** What a code unit is the sign of. By code unit, since whole texts are counted; of a pair the first half counts. */
const KINDS = new Uint8Array(0x10000);
KINDS.fill(HAN, 0x3400, 0xa000).fill(HAN, 0xd840, 0xd889);
KINDS.fill(BROKEN, 0x80, 0xa0).fill(BROKEN, 0xe000, 0xf900)[0xfffd] = BROKEN;
for (const char of [...COMMON_SIMPLIFIED, ...COMMON_TRADITIONAL]) KINDS[char.charCodeAt(0)] = COMMON;

/** Whether a code unit belongs to a Chinese character, and to a common one. */
export const isHan = (code: number): boolean => KINDS[code] === HAN || KINDS[code] === COMMON;
export const isCommonHan = (code: number): boolean => KINDS[code] === COMMON;

/** How much of a text is Chinese (`han`), and how much of that is common (`common`); numbers of characters. */
export interface HanCount {
  readonly han: number;
  readonly common: number;
  /** Characters that no right decoding has: U+FFFD, private use, C1 controls. */
  readonly broken: number;
}

export function countHan(text: string): HanCount {
  let rare = 0;
  let common = 0;
  let broken = 0;
  for (let at = 0; at < text.length; at++) {
    const kind = KINDS[text.charCodeAt(at)];
    if (kind === HAN) rare += 1;
    else if (kind === COMMON) common += 1;
    else if (kind === BROKEN) broken += 1;
  }
  return { han: rare + common, common, broken };
}

/** Clearly Chinese: at least `least` Chinese characters, most of them common, next to nothing broken. */
export function clearlyChinese(text: string, least = 3): boolean {
  const { han, common, broken } = countHan(text);
  return han >= least && common * 10 >= han * 7 && broken * 20 <= han;
}
