import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { componentsOf } from '../../config/components';
import { readOwnTemplates, renderOwnTemplate } from '../../config/plugins/own-templates';

const ROOT = '<view id="{{i.sid}}" data-sid="{{i.sid}}"';
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'templates-'));
  mkdirSync(join(folder, 'src/components/row'), { recursive: true });
});
afterEach(() => rmSync(folder, { recursive: true }));
const write = (name: string, wxml: string) =>
  writeFileSync(join(folder, 'src/components/row', `${name}.wxml`), wxml);

describe('templates of our own', () => {
  it('take their attributes from what the WXML reads, each once, loops’ items and Taro’s keys left out', () => {
    write(
      'my-row',
      `<!-- i.comment -->\n${ROOT} class="a{{i.read ? ' b' : ''}}"><view wx:for="{{i.parts}}">{{item.name}}{{i.title || i.title}}</view></view>`,
    );
    expect(readOwnTemplates(folder)).toMatchObject([
      { name: 'my-row', attributes: ['parts', 'read', 'title'] },
    ]);
    expect(componentsOf(readOwnTemplates(folder))).toMatchObject({
      MyRow: ['parts', 'read', 'title'],
      View: expect.any(Array),
    });
  });

  it('are refused, with their file, without the root’s identity: no tap would find its element', () => {
    write('my-row', '<view class="a"></view>');
    expect(() => readOwnTemplates(folder)).toThrow('src/components/row/my-row.wxml');
  });

  it('are refused where an attribute is added that may not be set: WeChat adds “undefined”', () => {
    write('my-row', `${ROOT} aria-label="{{'a ' + i.title}}"></view>`);
    expect(() => readOwnTemplates(folder)).toThrow('my-row.wxml: WeChat adds');
    write('my-row', `${ROOT} aria-label="{{'a' + (i.title ? ' ' + i.title : '')}}"></view>`);
    expect(() => readOwnTemplates(folder)).not.toThrow();
  });

  it('are rendered with Taro’s short names, children where the slot is', () => {
    write('my-row', `${ROOT} class="{{i.cl}}">{{i.title}}{{i.note}}<slot /></view>`);
    const [template] = readOwnTemplates(folder);
    const wxml = renderOwnTemplate(template!, '12', { title: 'p1', note: 'p0' });
    expect(wxml).toMatch(
      /^<template name="tmpl_0_12"><view id="{{i\.sid}}" data-sid="{{i\.sid}}" class="{{i\.cl}}">{{i\.p1}}{{i\.p0}}<template is=/,
    );
    expect(wxml).toContain('wx:for="{{i.cn}}"');
    expect(wxml).not.toContain('slot');
  });
});
