import { View } from '@tarojs/components';
import { tapData } from '../tap';
import './index.css';
import './filter.css';
import './plates.css';

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

interface CityPlatesProps {
  cities: readonly { slug: string; name: string; count: number | null }[];
  onChoose: (slug: string) => void;
}

/** The cities that have articles, four in a row. */
export const CityPlates = ({ cities, onChoose }: CityPlatesProps) => (
  <View className="plates">
    {cities.map(({ slug, name, count }) => (
      <View
        key={slug}
        className="city"
        ariaRole="button"
        ariaLabel={`看${name}的文章`}
        onClick={() => onChoose(slug)}
      >
        {name}
        {count !== null && <View className="city-n">{count}</View>}
      </View>
    ))}
  </View>
);
