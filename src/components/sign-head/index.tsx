import './index.css';

interface SignHeadProps {
  name: string;
  /** Without a slogan: a page's plain title, folded for good. */
  slogan?: string;
  /** 更新于 …, 正在更新…, 离线阅读, 更新未完成 */
  note?: string;
  small: boolean;
}

/** The column's header as an expressway sign; scrolled, the slogan line is gone and the name stays. */
export function SignHead({ name, slogan, note, small }: SignHeadProps) {
  const [, first, second] = /^(\S+)(?:\s+(.+))?$/.exec(slogan?.trim() ?? '') ?? [];
  return <sign-head name={name} first={first} second={second} note={note} small={small || undefined} />;
}
