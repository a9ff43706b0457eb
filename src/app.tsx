import bundle from '@bundle/feed.json';
import { useDidHide, useDidShow, usePageNotFound } from '@tarojs/taro';
import type { ReactNode } from 'react';
import { idFromQuery } from './domain/share';
import { StoresContext } from './pages/stores-context';
import { createPorts } from './platform';
import { createStores } from './stores';
import './platform/runtime';
import './app.css';
import './base.css';

const stores = createStores(FEED_URL, bundle, createPorts());

/** The composition root: builds the stores from the platform's parts and hands them to the pages. */
export default function App({ children }: { children: ReactNode }) {
  useDidShow(() => stores.appeared());
  useDidHide(() => stores.left());
  // An old link, or a mistyped one: the article when it says which, else the column.
  usePageNotFound(({ query }) => stores.ports.navigator.start(idFromQuery(query)));
  return <StoresContext.Provider value={stores}>{children}</StoresContext.Provider>;
}
