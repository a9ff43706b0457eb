import { View } from '@tarojs/components';
import './index.css';
import './sign.css';

interface SignProps {
  name: string;
  /** Two phrases with a space between them; the lane's dash stands in its place. */
  slogan: string;
}

/** The column's mark with its name and slogan, on a page's ground. */
export function Sign({ name, slogan }: SignProps) {
  const [first, second] = slogan.split(' ');
  return (
    <View className="sign">
      <View className="mark" />
      <View className="sign-n" ariaRole="heading">
        {name}
      </View>
      <View className="slogan" ariaRole="text" ariaLabel={slogan}>
        {first}
        <View className="dash" />
        {second}
      </View>
    </View>
  );
}
