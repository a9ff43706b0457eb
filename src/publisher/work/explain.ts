import { explainBody } from '../convert';
import { isDoubtful } from '../convert/headings';
import { withFormulas } from '../convert/mathjax';
import { SourceError } from '../errors';
import { loadParser } from '../html/parser';
import type { SourceFile } from '../source/files';
import { loadSource } from '../source/load';
import { readSource } from '../source/raw';
import type { ArticleReading } from '../source/types';

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

/** What a source says of the lines of its articles; `refused` where it was not read, or a page has no article: why. */
export async function explainSource(file: SourceFile): Promise<{ articles: Explained[]; refused: string[] }> {
  await loadParser();
  try {
    const { raw } = await loadSource(file);
    const articles: Explained[] = [];
    const refused: string[] = [];
    for (const reading of readSource(raw))
      if (reading.what === 'article') articles.push(await explainArticle(raw.name, reading));
      else
        refused.push(`${raw.name}：${reading.what === 'skipped' ? reading.reason : '页面上说文章已经撤下'}`);
    return { articles, refused };
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
    return { articles: [], refused: [error.message] };
  }
}

async function explainArticle(name: string, { article, resolve }: ArticleReading): Promise<Explained> {
  const { title, url, body } = article;
  const verdicts = await withFormulas(() =>
    explainBody(body, { url, title, picture: resolve, drop: () => {} }),
  );
  return {
    name,
    title,
    lines: verdicts.map((one) => ({
      text: one.line.text,
      level: one.level,
      points: round(one.score),
      isDoubtful: isDoubtful(one),
      evidence: one.evidence.map(({ words, points }) => ({ words, points: round(points) })),
    })),
  };
}

const round = (points: number): number => Math.round(points * 10) / 10;
