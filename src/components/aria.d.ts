import '@tarojs/components';

/* Accessibility attributes that the template plugin (config/plugins/templates.ts) adds to Taro's views. */
declare module '@tarojs/components/types/common' {
  interface StandardProps {
    ariaRole?: string;
    ariaLabel?: string;
    ariaHidden?: boolean;
    ariaChecked?: boolean;
    ariaSelected?: boolean;
    ariaDisabled?: boolean;
    ariaValuenow?: number;
  }
}
