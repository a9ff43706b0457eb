import { View } from '@tarojs/components';
import { useRouter } from '@tarojs/taro';
import { NavBar } from '../../components/nav-bar';
import { Sign } from '../../components/sign-head/sign';
import { COLUMN } from '../../domain/share';
import { useBars } from '../bars';
import { observer } from '../observer';
import { screenOf } from '../screen';
import { useStores } from '../stores-context';
import './index.css';

/** `【上线前填写：…】` for what config/operator.json still lacks; the build lists it too. */
const filled = (...entries: [string, string][]): string[] => {
  const missing = entries.filter(([, value]) => !value).map(([name]) => name);
  const there = entries.map(([, value]) => value).filter(Boolean);
  return missing.length > 0 ? [...there, `【上线前填写：${missing.join('、')}】`] : there;
};
const { name, authorisation, contact, effective } = OPERATOR;

/** Every sentence is a promise about what the code does: change them together. */
const ABOUT: [string, ...string[]][] = [
  [
    '文章从哪里来',
    `文章来自公众号“${COLUMN.name}”。每篇文末都写明原文标题和发布时间；收录了原文链接的，可以打开原文，或者复制链接。`,
  ],
  [
    '文章会不会改动',
    '只转载、不改写，显示时只统一标点的全角和半角。如有出入，以原文为准。发布者撤回的文章，这里同步撤下。',
  ],
  ['由谁运营', ...filled(['运营主体名称', name], ['授权说明', authorisation], ['联系方式', contact])],
];
const PRIVACY: [string, ...string[]][] = [
  ['不用登录', '看文章、搜索、收藏都不需要登录，也不索取手机号、位置和通讯录。'],
  [
    '存在手机里的内容',
    '收藏、阅读历史、最近搜过的词、阅读设置和看过的文章，只存在这台手机上。可在“我的”和搜索页里清除。',
  ],
  [
    '联网时',
    '只从文章服务器下载文章、图片和搜索用的目录，不上传任何内容。搜索的词在手机上比对，不会发出去。',
  ],
  [
    '剪贴板和相册',
    '只有您点“复制”“复制链接”“复制网址”“复制出处”，或者点原文和文中的链接时，才会写入剪贴板。只有您点“保存到相册”时，才会询问相册权限。不同意也能阅读和转发。',
  ],
  ['联系我们', ...filled(['联系方式', contact], ['生效日期', effective && `本说明自 ${effective} 起生效。`])],
];

/** 关于与内容来源, 隐私说明 */
const AboutPage = observer(() => {
  const stores = useStores();
  useBars(stores);
  const { navigator } = stores.ports;
  const privacy = useRouter().params.topic === 'privacy';
  return (
    <View {...screenOf(stores)}>
      <NavBar
        title={privacy ? '隐私说明' : '关于与内容来源'}
        leading={navigator.canGoBack() ? 'back' : 'home'}
        onLeading={navigator.back}
      />
      {!privacy && <Sign name={`${COLUMN.name} · 专栏`} slogan={COLUMN.slogan} />}
      <View className="prose">
        {(privacy ? PRIVACY : ABOUT).map(([heading, ...lines]) => (
          <View key={heading}>
            <View className="prose-h" ariaRole="heading">
              {heading}
            </View>
            {lines.map((line) => (
              <View className="prose-p" key={line}>
                {line}
              </View>
            ))}
          </View>
        ))}
      </View>
      <View className="prose-end" />
    </View>
  );
});
export default AboutPage;
