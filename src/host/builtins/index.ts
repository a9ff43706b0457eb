import type { Builtin } from './builtin';
import { button, navigator } from './button';
import { canvas } from './canvas';
import { audio, slider, switchControl, video } from './controls';
import { image } from './image';
import { input, textarea } from './input';
import { navigationBar, pageMeta } from './page-meta';
import { richText } from './rich-text';
import { scrollView } from './scroll-view';
import { swiper, swiperItem } from './swiper';
import { text } from './text';
import { block, coverView, form, label, pageContainer, rootPortal, view } from './view';

/** The built-in components that the host has. A template that uses another one is refused when the program boots. */
export const BUILTINS: Record<string, Builtin> = {
  audio,
  block,
  button,
  canvas,
  'cover-image': { ...image, css: image.css?.replaceAll('wx-image', 'wx-cover-image') },
  'cover-view': coverView,
  form,
  image,
  input,
  label,
  'navigation-bar': navigationBar,
  navigator,
  'page-container': pageContainer,
  'page-meta': pageMeta,
  'rich-text': richText,
  'root-portal': rootPortal,
  'scroll-view': scrollView,
  slider,
  swiper,
  'swiper-item': swiperItem,
  switch: switchControl,
  text,
  textarea,
  video,
  view,
};
