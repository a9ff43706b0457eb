import { ENOUGH, explainBody, isDoubtful, type Verdict } from '../convert';
import { FormulasWanted, loadFormulas } from '../convert/mathjax';
import { SourceError } from '../errors';
import { loadParser } from '../html/parser';
import { sourceFiles } from '../source/files';
import { loadSource } from '../source/load';
import { readSource } from '../source/raw';
import type { SourceArticle } from '../source/types';

/** Why the lines of an article are in its contents, or are not. */
export interface Explained {
  /** The source, as it is named in reports. */
  name: string;
  title: string;
  /** In order; of a line that is too long for a heading there is none. */
  lines: readonly {
    text: string;
    level: 1 | 2 | 3 | null;
    points: number;
    isDoubtful: boolean;
    evidence: readonly { words: string; points: number }[];
  }[];
}

interface Result {
  articles: Explained[];
  /** Sources that were not read, and pages without an article: why. */
  refused: string[];
}

/**
 * Tells of every short line in some sources why it is a heading or none. Writes nothing.
 * @param from files and folders, as for `publish`
 */
export async function explain(from: readonly string[]): Promise<Result> {
  await loadParser();
  const articles: Explained[] = [];
  const refused: string[] = [];
  const refuse = (error: SourceError) => refused.push(error.message);
  for await (const file of sourceFiles(from, refuse)) {
    try {
      const { raw } = await loadSource(file);
      for (const reading of readSource(raw)) {
        if (reading.what === 'article')
          articles.push(await explainArticle(raw.name, reading.article, reading.resolve));
        else if (reading.what === 'skipped') refused.push(`${raw.name}：${reading.reason}`);
        else refused.push(`${raw.name}：页面里没有文章`);
      }
    } catch (error) {
      if (!(error instanceof SourceError)) throw error;
      refuse(error);
    }
  }
  return { articles, refused };
}

async function explainArticle(
  name: string,
  { title, url, body }: SourceArticle,
  picture: (src: string) => string | null,
): Promise<Explained> {
  const context = { url, title, picture, drop: () => {} };
  const told = (verdicts: readonly Verdict[]): Explained => ({
    name,
    title,
    lines: verdicts.map((one) => ({
      text: one.line.text,
      level: one.level,
      points: round(one.score),
      isDoubtful: isDoubtful(one),
      evidence: one.evidence.map(({ words, points }) => ({ words, points: round(points) })),
    })),
  });
  try {
    return told(explainBody(body, context));
  } catch (error) {
    if (!(error instanceof FormulasWanted)) throw error;
    await loadFormulas();
    return told(explainBody(body, context));
  }
}

const round = (points: number): number => Math.round(points * 10) / 10;

/** Prints what was found, an article after the other. */
export function describeExplained({ articles, refused }: Result): string {
  const lines = articles.flatMap(({ name, title, lines: all }) => [
    `${name}　${title}`,
    `（${ENOUGH} 分以上进目录；★ 进了目录，？ 差一点或刚刚够，请看一眼）`,
    ...all.flatMap(({ text, level, points, isDoubtful: doubtful, evidence }) => [
      `${level === null ? '　' : '★'}${doubtful ? '？' : '　'}${points.toFixed(1)}　${level === null ? '不进目录' : `第 ${level} 级`}　${text}`,
      `　　　　${evidence.map((one) => `${one.words} ${one.points > 0 ? '+' : ''}${one.points}`).join('；') || '没有可说的'}`,
    ]),
    '',
  ]);
  return [...lines, ...refused.map((one) => `没有读：${one}`)].join('\n');
}
