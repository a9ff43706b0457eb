import fc from 'fast-check';
import { type DefaultTreeAdapterTypes, parse } from 'parse5';
import { cutPage } from '../../../src/publisher/source/page/cut';
import { anyText, mangled } from '../../support/arbitraries';
import { fuzz } from '../../support/fuzz';

type Node = DefaultTreeAdapterTypes.Node;

/** The page as a browser reads it, one line a node: without scripts and styles, and the text of its inline scripts. */
function read(html: string): { page: string; scripts: string[] } {
  const scripts: string[] = [];
  const lines: string[] = [];
  let text = '';
  const line = (words: string) => {
    if (text.trim() !== '') lines.push(`"${text.replace(/\s+/g, ' ').trim()}"`);
    text = '';
    lines.push(words);
  };
  const visit = (node: Node) => {
    if ('value' in node) text += node.value;
    if (!('childNodes' in node)) return;
    if ('tagName' in node) {
      if (node.tagName === 'script')
        scripts.push(node.childNodes.map((one) => ('value' in one ? one.value : '')).join(''));
      if (node.tagName === 'script' || node.tagName === 'style') return;
      line(`<${node.tagName} ${JSON.stringify(node.attrs.map(({ name, value }) => [name, value]))}>`);
    }
    for (const child of 'content' in node ? node.content.childNodes : node.childNodes) visit(child);
    if ('tagName' in node) line('>');
  };
  visit(parse(html));
  return { page: lines.join('\n'), scripts: scripts.filter((one) => one !== '') };
}

/** Text that looks like markup: where it may stand, nothing of it is. */
const decoy = fc.constantFrom(
  ...[
    '<script>x',
    '<b>',
    '<!--',
    '-->',
    "a='",
    'a="',
    'x < y',
    '</div',
    '<style>',
    '"',
    '>',
    '路',
    '</ script>',
    '&lt;',
  ],
);
const decoys = fc.array(decoy, { maxLength: 4 }).map((all) => all.join(' '));
const without = (texts: fc.Arbitrary<string>, ...ends: string[]) =>
  texts.map((text) => ends.reduce((left, end) => left.replaceAll(end, ''), text));
const name = fc.constantFrom('p', 'div', 'section', 'span', 'SECTION', 'mp-common-profile');
const attribute = fc.oneof(
  without(decoys, '"').map((value) => `data-a="${value}"`),
  without(decoys, "'").map((value) => `data-b = '${value}'`),
  fc.constantFrom('hidden', 'data-c=x', 'data-d=', "data-e=x'y"),
);
const attributes = fc
  .uniqueArray(attribute, { maxLength: 3, selector: (one) => one.slice(0, 6) })
  .map((all) => all.map((one) => ` ${one}`).join(''));

const page = fc
  .letrec<{ nodes: string; node: string }>((tie) => ({
    nodes: fc.array(tie('node'), { maxLength: 5 }).map((all) => all.join('')),
    node: fc.oneof(
      { maxDepth: 4 },
      fc.constantFrom('一段话。', 'x < y ', ' a & b ', '<br>', '<img src=a.png />', '5 > 3'),
      without(decoys, '-->', '--!>', '--').map((text) => `<!-- ${text} -->`),
      fc.constantFrom('<!---->', '<!-->', '<!--->'),
      fc
        .tuple(attributes, without(decoys, '</ script>', '<!--', '<script>x'))
        .map(([some, text]) => `<script${some}>${text}</script>`),
      fc
        .tuple(without(decoys, '</style'), fc.constantFrom('</style>', '</STYLE >'))
        .map(([text, end]) => `<style>${text}${end}`),
      fc
        .tuple(fc.constantFrom('textarea', 'title', 'xmp', 'iframe', 'noembed', 'noframes'), decoys)
        .map(([tag, text]) => `<${tag}>${text}</${tag}>`),
      fc
        .tuple(name, attributes, tie('nodes'))
        .map(([tag, some, inside]) => `<${tag}${some}>${inside}</${tag}>`),
    ),
  }))
  .nodes.map((body) => `<!DOCTYPE html><html><head></head><body>${body}</body></html>`);

test.each([
  ['a script in a title', '<title><script>a</title><p>b</p>'],
  ['a value behind a space', '<p title = "<script>">a</p><p>b</p>'],
  ['an empty comment', '<!--><p>b</p><!-- -->'],
  ['an element that is only called like one', '<script-like>a</script-like>'],
])('%s is no script', (_, html) => {
  expect(cutPage(html)).toEqual({ kept: [html], scripts: [] });
});

describe('law: a page cut', () => {
  test('is the page that a browser reads, without its scripts and styles', () => {
    fc.assert(
      fc.property(page, (html) => {
        const { kept, scripts } = cutPage(html);
        const markup = kept.join('');
        const whole = read(html);
        expect(read(markup)).toEqual({ page: whole.page, scripts: [] });
        expect(scripts.filter((one) => one !== '')).toEqual(whole.scripts);
      }),
      fuzz(300),
    );
  });

  test('is cut once and for all, and is made of the page’s own text in its order', () => {
    fc.assert(
      fc.property(fc.oneof(page, mangled(page), anyText()), (html) => {
        const { kept, scripts } = cutPage(html);
        const markup = kept.join('');
        expect(markup.length + scripts.join('').length).toBeLessThanOrEqual(html.length);
        let at = 0;
        for (const script of scripts) {
          expect(html.indexOf(script, at)).toBeGreaterThanOrEqual(at);
          at = html.indexOf(script, at) + script.length;
        }
      }),
      fuzz(300),
    );
  });
});
