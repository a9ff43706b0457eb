import { View } from '@tarojs/components';
import './index.css';
import './plates.css';

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
