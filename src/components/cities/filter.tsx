import { tapData } from '../tap';
import './index.css';
import './filter.css';

export interface CityFilterProps {
  /** In order; the same array as long as nothing in it has changed, or all is sent again. */
  cities: readonly { name: string; count: number | null }[];
  /** Place of the chosen one. */
  at: number;
  onChoose: (at: number) => void;
}

/** The cities that have articles, in one line that scrolls. */
export const CityFilter = ({ cities, at, onChoose }: CityFilterProps) => (
  <city-filter cities={cities} at={at} onClick={(event) => onChoose(Number(tapData(event).at))} />
);
