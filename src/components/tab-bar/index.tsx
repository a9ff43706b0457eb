import { tapData } from '../tap';
import './index.css';

type Tab = 'column' | 'library';

interface TabBarProps {
  here: Tab;
  /** Also called for the page that is shown: it goes to its top. */
  onGo: (tab: Tab) => void;
}

/**
 * The two ends of the program. Drawn by each page itself, over WeChat's own tab bar, which is switched to a
 * custom one that draws nothing: so it has the theme and the size that the page has, and never lags behind.
 */
export const TabBar = ({ here, onGo }: TabBarProps) => (
  <tab-bar here={here} onClick={(event) => onGo(tapData(event).to as Tab)} />
);
