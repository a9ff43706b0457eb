import { createContext, useContext } from 'react';
import type { Stores } from '../stores';

/** The stores reach the pages through React's context; app.tsx builds and provides them. */
export const StoresContext = createContext<Stores | null>(null);

export function useStores(): Stores {
  const stores = useContext(StoresContext);
  if (!stores)
    throw new Error('useStores() outside of <App>: pages are rendered inside StoresContext.Provider');
  return stores;
}
