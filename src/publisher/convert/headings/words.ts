import { hasOrnament } from './numbers';

/*
 * What official accounts write beside an article: promotions, credits, ends, captions. Set like headings, and none.
 * Words are data; what they mean for a line is in rules.ts.
 */

/** Longer ones end nothing. */
const END_LENGTH = 60;
const ENDS = /^(?:(?:the)?end|fin|完|全文完|结束|正文(?:开始|结束)?|分割线|更多精彩)?$/i;

/** Whether a line ends or separates something: signs alone, or such a word between signs. */
export const isEnd = (text: string): boolean =>
  text.length <= END_LENGTH && ENDS.test(text.replace(/[\s\p{P}\p{S}]+/gu, ''));

/** Other articles, calls to the reader, and the account itself. */
export const PROMOTION =
  /往期|相关(?:阅读|链接|推荐|文章)|(?:延伸|拓展|推荐|精彩|更多|热门|近期|猜你喜欢|继续)(?:阅读|推荐|回顾|文章|好文|内容|资讯|热文|推文)|推荐(?:阅读|好文)|点击(?:阅读原文|观看|下方|上方|图片|文末|左下|蓝字|链接|关注|查看|进入|这里|即可)|阅读原文|(?:戳|点)(?:这里|我|↓)|(?:长按|扫码|扫描|扫一扫|识别).{0,14}(?:关注|二维码|加入|进群|查看|咨询|报名|小程序|添加|下载)|^扫码(?:关注|加|进|添加|下载|查看|报名$|咨询|领取|观看)|^(?:公众号|微信|小程序|报名|官方)?二维码$|(?:点个|点亮|点击)?["“「]?(?:在看|赞|点赞|分享|转发|收藏)["”」]?(?:三连|吧|哦|一下)|一键三连|(?:欢迎|记得|快来|敬请|请)(?:关注|转发|分享|留言|投稿|订阅|点赞|扫码)|^关注(?:我们|公众号|本号)|(?:公众号|视频号|微信号|抖音号|微博)[:：]|^(?:投稿|商务合作|联系(?:我们|方式|电话)|广告|推广|赞助)[:：]|^(?:商务合作|联系我们|广告|推广)$|^(?:转载(?:请|须知)|版权(?:声明|所有)|免责声明|声明[:：])|^上一篇|^下一篇|^更多(?:内容|精彩|详情)|进群|加群|粉丝福利|^今日(?:互动|话题)|^(?:互动|留言)(?:话题|有奖)?$/;

/** Who made it, where it comes from. */
const ROLE =
  '(?:文字|图片|图文|文|图|摄影|摄像|视频|音频|制图|供图|配图|设计|美编|美工|排版|制作|出品|监制|统筹|策划|编辑|编审|编导|剪辑|校对|校审|责编|审核|审校|审稿|初审|复审|终审|一审|二审|三审|主编|总编|撰文|撰稿|作者|记者|通讯员|供稿|投稿|来源|图源|素材|原标题|原载|原文|编译|翻译|译者|整理|采写|采访|发布|签发|主管|主办|承办|协办|单位|部门|联系人|电话|地址|地点|时间|日期|封面|头图|题图|END)';
const OF = '(?:责任|执行|值班|本期|资料|文章|微信|本报|见习|实习|首席|数据|信息|新媒体|公众号)?';
export const CREDIT = new RegExp(
  `^[\\s|丨｜/■◆●▲\\-—·•#]*(?:图\\s*[/／]\\s*文|文\\s*[/／]\\s*图|${OF}${ROLE}(?:\\s*[/／、&和及与]?\\s*${OF}${ROLE}){0,3}(?:人员|者|员|人|单位)?\\s*[:：|丨｜/])`,
);

/** What names a picture or a table. */
export const CAPTION =
  /^(?:[▲△↑▼↓]|(?:图|表|附?图表?|Figure|Fig\.?|Table)\s*[\d一二三四五六七八九十]{1,3}(?:[-.—]\d{1,2})?(?:\s|[.．、:：|｜\u4e00-\u9fff]|$)|图[:：/]|图源|(?:图片|照片)(?:来源|提供|说明|[:：])|资料图|(?:单位|注|备注|数据来源|资料来源|来源|制图|制表)[:：])|(?:资料图|示意图|效果图|（图[^）]{0,12}）|供图|摄)[）)]?$|\/\s*(?:摄|供图|图)$|点击(?:查看|放大)(?:大图)?[）)]?$/i;

/** What a section is called that many editors leave out: where the sources stand. */
export const REFERENCES = /^(?:参考(?:文献|资料|来源|链接)|资料来源|引用|注释|脚注|references?)[:：]?$/i;

/** A date, a signature, a place: how letters and notices end. */
export const SIGNED =
  /^(?:[\d〇零一二三四五六七八九十]{2,4}\s*年\s*[\d一二三四五六七八九十]{1,3}\s*月(?:\s*[\d一二三四五六七八九十]{1,3}\s*日)?|\d{4}[./-]\d{1,2}[./-]\d{1,2})$|^[-—–―]{1,3}\s*[^\s-—–―\d].*[^\s-—–―]$|^附件(?:[:：]|\s*[\d一二三四五六七八九十]{0,2}[:：.、]?\s*$)|^(?:此致|敬礼|特此(?:通知|公告|通告|说明|函告)。?)$/;

/** A time of an agenda, a span of it. */
export const TIMED = /^(?:[上下]午|中午|晚上?)?\s*\d{1,2}[:：]\d{2}(?:\s*[-—–~至到]\s*\d{1,2}[:：]\d{2})?/;

/** What somebody says in a talk. */
export const SPEAKER =
  /^(?:问|答|Q|A|记者|主持人|采访者|[\p{Script=Han}·]{2,4})[:：]\s*.{10,}[。！!？?…”」]$/u;

/** A salutation. */
export const GREETING =
  /^(?:尊敬的|亲爱的|各位|大家好|你好|您好|各市|各县|各有关).{0,24}[：:！!，,]$|^(?:大家好|你们?好|您好)$/;

/** What the first and the last section of an article are called. */
export const EDGE =
  /^(?:[引前序]言|序|缘起|背景|引子|导语|写在(?:前面|最后|后面)|结[语论]|尾声|后记|总结|小结|最后|结束语)$/;

/** A title in brackets of its own. */
export const LENTICULAR = /^【[^】]{2,14}】$/;

/** Whether a line is set apart by its signs, where everything is set alike. */
export const isSetApart = (text: string): boolean => LENTICULAR.test(text) || hasOrnament(text);

/** A sentence that ends within a line. */
export const SENTENCE_INSIDE = /[。；;！!?？](?=\s*[\p{L}\p{N}“"「（(])/u;

export const ADDRESS = /^(?:https?:\/\/|www\.)\S+$/i;
