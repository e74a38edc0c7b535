import { plain } from './characters.ts';

/** A place in a site is called like some of them: 专区, 办事大厅, 网站, 平台. */
/** Ends of the names of governments and of the places that they govern. */
const PLACES =
  '人民政府|政府|省|市|县|(?<!专)区|旗|州|盟|镇|乡|苏木|街道|街道办|办事处|管委会|管理委员会|村|社区|场|园';
/** Ends of the names of authorities and of their parts. */
const AUTHORITIES =
  '局|(?<!大)厅|司|委|委员会|办|办公室|办公厅|公室|(?<!全)部|署|院|处|所|(?<!网)站|队|中心|室|组|(?<!平)台|会|社|馆|机关|指挥部|团|海关|监狱|段|基地';
/** Ends of the names of schools, companies and associations that report like authorities. */
const BODIES = '公司|集团|银行|分行|支行|校|大学|学院|中学|小学|幼儿园|医院|法院|协会|联合会|总工会|残联|妇联';

const END = new RegExp(`(?:${PLACES}|${AUTHORITIES}|${BODIES})$`, 'u');
const NO_PLACE = new RegExp(`(?:${AUTHORITIES}|${BODIES})$`, 'u');
const LETTERS = /^[\p{Script=Han}()、·]{2,40}$/u;

/** Whether a text ends as the names of organs do, or of the places that they govern; brackets behind do not count. */
export const endsLikeOrgan = (text: string): boolean => END.test(plain(text).replace(/\([^()]*\)$/, ''));

/** Whether a text ends like the name of an authority or a body, and not only of a place: 财政局, 中学. */
export const endsLikeAuthority = (text: string): boolean => NO_PLACE.test(plain(text));

/** Whether a text is the name of an organ or place and nothing else: letters, no sign of a sentence, and a usual end. */
export const isOrganName = (text: string): boolean => LETTERS.test(plain(text)) && endsLikeOrgan(text);
