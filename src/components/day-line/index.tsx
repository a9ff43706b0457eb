import type { ReactNode } from 'react';
import './index.css';

interface DayLineProps {
  /** 今天, 昨天, 11月20日 */
  name: string;
  /** The date in full, where the name does not say it. */
  note: string;
  /** The list's first line stands closer to what is above, and carries what is given as children. */
  first: boolean;
  children?: ReactNode;
}

/** The line over the articles of one day. */
export const DayLine = ({ name, note, first, children }: DayLineProps) => (
  <day-line name={name} note={note} first={first || undefined}>
    {children}
  </day-line>
);
