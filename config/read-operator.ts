import fs from 'node:fs';
import path from 'node:path';

/** What only the operator can know: shown in 关于与内容来源 and 隐私说明, empty until it is filled in. */
export interface Operator {
  /** Name of the operating body. */
  name: string;
  /** By what right it shows these articles, in a sentence. */
  authorisation: string;
  /** Where readers reach it: address, telephone, mail. */
  contact: string;
  /** Since when the privacy statement holds: 2026-01-31. */
  effective: string;
}

const FIELDS: Record<keyof Operator, string> = {
  name: '运营主体名称',
  authorisation: '授权说明',
  contact: '联系方式',
  effective: '生效日期',
};
const ENTRIES = Object.keys(FIELDS).join('、');
const LONGEST = 300;

export interface OperatorFile {
  operator: Operator;
  /** Entries that are still to be filled in, each with its name in the program: `name（运营主体名称）`. */
  missing: string[];
}

/** Reads config/operator.json, once, at the build's start. Throws one error, in Chinese, that lists every problem. */
export function readOperator(root: string): OperatorFile {
  const file = 'config/operator.json';
  let given: unknown;
  try {
    given = JSON.parse(fs.readFileSync(path.join(root, file), 'utf8'));
  } catch (error) {
    throw new Error(`读不了 ${file}：${(error as Error).message}`);
  }
  return checkOperator(given, file);
}

export function checkOperator(given: unknown, file = 'config/operator.json'): OperatorFile {
  if (typeof given !== 'object' || given === null || Array.isArray(given))
    throw new Error(`${file} 应是一个对象，有 ${ENTRIES} 四项`);
  const entries = given as Record<string, unknown>;
  const problems = Object.keys(entries)
    .filter((key) => !Object.hasOwn(FIELDS, key))
    .map((key) => `${key}：没有这一项；可填的是 ${ENTRIES}`);
  const operator: Operator = { name: '', authorisation: '', contact: '', effective: '' };
  for (const key of Object.keys(FIELDS) as (keyof Operator)[]) {
    const value = entries[key] ?? '';
    if (typeof value !== 'string') problems.push(`${key}：应是加引号的文字`);
    else if (value.length > LONGEST) problems.push(`${key}：太长，最多 ${LONGEST} 个字`);
    else operator[key] = value.trim();
  }
  const { effective } = operator;
  if (effective && !isDay(effective))
    problems.push(`effective：应是 2026-01-31 这样的日期，现在是 ${effective}`);
  if (problems.length > 0) throw new Error(`${file} 要改：\n- ${problems.join('\n- ')}`);
  const missing = (Object.keys(FIELDS) as (keyof Operator)[])
    .filter((key) => !operator[key])
    .map((key) => `${key}（${FIELDS[key]}）`);
  return { operator, missing };
}

const isDay = (text: string): boolean =>
  /^\d{4}-\d\d-\d\d$/.test(text) &&
  !Number.isNaN(Date.parse(text)) &&
  new Date(text).toISOString().startsWith(text);
