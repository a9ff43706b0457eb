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
const LONGEST = 300;

export interface OperatorFile {
  operator: Operator;
  /** Entries that are still to be filled in, each with its name in the program. */
  missing: string[];
}

/** Reads config/operator.json, once, at the build's start. Throws one error that lists every problem. */
export function readOperator(root: string): OperatorFile {
  const file = 'config/operator.json';
  let given: unknown;
  try {
    given = JSON.parse(fs.readFileSync(path.join(root, file), 'utf8'));
  } catch (error) {
    throw new Error(`${file} cannot be read: ${(error as Error).message}`);
  }
  return checkOperator(given, file);
}

export function checkOperator(given: unknown, file = 'config/operator.json'): OperatorFile {
  if (typeof given !== 'object' || given === null || Array.isArray(given))
    throw new Error(`${file}: expected an object with ${Object.keys(FIELDS).join(', ')}`);
  const entries = given as Record<string, unknown>;
  const problems = Object.keys(entries)
    .filter((key) => !(key in FIELDS))
    .map((key) => `${key}: no such entry; there are ${Object.keys(FIELDS).join(', ')}`);
  const operator: Operator = { name: '', authorisation: '', contact: '', effective: '' };
  for (const key of Object.keys(FIELDS) as (keyof Operator)[]) {
    const value = entries[key] ?? '';
    if (typeof value !== 'string') problems.push(`${key}: expected a text`);
    else if (value.length > LONGEST) problems.push(`${key}: longer than ${LONGEST} characters`);
    else operator[key] = value.trim();
  }
  const { effective } = operator;
  if (effective && !isDay(effective))
    problems.push(`effective: expected a day like 2026-01-31, found ${effective}`);
  if (problems.length > 0) throw new Error(`${file} is not right:\n- ${problems.join('\n- ')}`);
  const missing = (Object.keys(FIELDS) as (keyof Operator)[])
    .filter((key) => !operator[key])
    .map((key) => `${key} (${FIELDS[key]})`);
  return { operator, missing };
}

const isDay = (text: string): boolean =>
  /^\d{4}-\d\d-\d\d$/.test(text) &&
  !Number.isNaN(Date.parse(text)) &&
  new Date(text).toISOString().startsWith(text);
