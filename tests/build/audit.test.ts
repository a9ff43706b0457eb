import { auditImages, type ImageFigure, styledClasses, unusedClasses } from '../../src/build/audit';
import type { Package } from '../../src/host/package/package';

const pkg = {
  css: {
    app: '.row:not(.off) .t::after{a:b}@media (x){.i-star{a:b}}@keyframes k{50.5%{a:b}}',
    'pages/a': '.gone,.seen{background:url(x.png)}',
  },
  js: { 'a.js': 'c("row off", "i-"+name("star"))' },
  groups: '() => "t"',
} as unknown as Package;

describe('the audit', () => {
  it('knows the classes of the stylesheets, and which of them nothing uses', () => {
    expect([...styledClasses(pkg)].sort()).toEqual(['gone', 'i-star', 'off', 'row', 'seen', 't']);
    expect(unusedClasses(pkg, new Set(['seen']))).toEqual(['gone']);
  });

  it.each<[string, Partial<ImageFigure>, string[]]>([
    ['fits', { width: 300, height: 200 }, []],
    ['has more pixels than the screen there', { width: 900, height: 600 }, ['image-size']],
    ['is drawn out of shape', { width: 200, height: 200, mode: 'scaleToFill' }, ['image-stretch']],
    ['is cropped, and so keeps its shape', { width: 200, height: 200, mode: 'aspectFill' }, []],
  ])('tells a picture that %s', (_, figure, rules) => {
    const image = {
      src: 'a',
      mode: 'scaleToFill',
      shownWidth: 150,
      shownHeight: 100,
      width: 0,
      height: 0,
      ...figure,
    };
    expect(auditImages([image], 2).map((finding) => finding.rule)).toEqual(rules);
  });
});
