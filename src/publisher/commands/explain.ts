import { ENOUGH } from '../convert/headings';
import { sourceFiles } from '../source/files';
import { type Explained, explainSource } from '../work/explain';

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
  const result: Result = { articles: [], refused: [] };
  const refuse = ({ message }: Error) => result.refused.push(message);
  for await (const file of sourceFiles(from, refuse)) {
    const { articles, refused } = await explainSource(file);
    result.articles.push(...articles);
    result.refused.push(...refused);
  }
  return result;
}

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
