import type { ReactNode } from 'react';
import type { CityFilterProps } from './cities/filter';
import type { Tap } from './tap';

/*
 * The elements with a template of our own: `<component>/<element>.wxml`. false is not among the types: Taro
 * would send it; what is off is undefined.
 */
interface OwnElement {
  key?: string | number;
  onClick?: (event: Tap) => void;
}
type Text = string | undefined;
type On = true | undefined;

declare module 'react' {
  namespace JSX {
    interface IntrinsicElements {
      'article-row': OwnElement & {
        title: string;
        city: Text;
        meta: string;
        /** Path in the feed, or an address. */
        thumb: Text;
        read: On;
        /** What a tap does, where it does not open the article. */
        label: Text;
        /** Nothing follows a tap. */
        still: On;
      };
      'city-filter': OwnElement & Pick<CityFilterProps, 'cities' | 'at'>;
      'day-line': OwnElement & { name: string; note: string; first: On; children?: ReactNode };
      'lead-card': OwnElement & { title: string; city: Text; meta: string; cover: string; still: On };
      'list-skeleton': OwnElement;
      'search-entry': OwnElement;
      'sign-head': OwnElement & { name: string; first: Text; second: Text; note: Text; small: On };
      'tab-bar': OwnElement & { here: string };
    }
  }
}
