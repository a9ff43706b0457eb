import { View } from '@tarojs/components';
import { type Comfort, SIZES, shownStep, THEMES } from '../../domain/comfort';
import { Segments } from '../segments';
import { Switch } from '../switch';
import './index.css';

interface ComfortSettingsProps {
  comfort: Comfort;
  onChoose: (choice: Partial<Comfort>) => void;
  onReset: () => void;
}

/** Text size, 关怀模式 and theme, with a line of text that shows the size at once. */
export function ComfortSettings({ comfort, onChoose, onReset }: ComfortSettingsProps) {
  const shown = shownStep(comfort);
  return (
    <View className="set">
      <View className="set-prev">解读交通，服务出行。这是正文的大小。</View>
      <View className="set-l">
        <View className="set-b">字号</View>
        {SIZES[shown - 1]!.name}
      </View>
      <View className="steps">
        <View className="steps-road">
          <View className="steps-read" style={`width:${(shown - 1) * 25}%`} />
        </View>
        {SIZES.map(({ step, name }) => {
          // 关怀模式 reads at 特大 or more: smaller steps have no effect and say so.
          const off = comfort.care && step < 4;
          return (
            <View
              key={step}
              className={`step${step === shown ? ' step--on' : ''}${off ? ' step--off' : ''}`}
              ariaRole="radio"
              ariaLabel={`字号 ${name}`}
              ariaChecked={step === shown}
              ariaDisabled={off}
              onClick={() => {
                if (!off) onChoose({ size: step });
              }}
            >
              <View className="step-k">{step === shown && '字'}</View>
              <View className="step-t">{name}</View>
            </View>
          );
        })}
      </View>
      <Switch
        className="set-r"
        label="关怀模式，字和按钮都更大，颜色更分明"
        on={comfort.care}
        onSwitch={() => onChoose({ care: !comfort.care })}
      >
        <View className="set-m">
          <View className="set-b">关怀模式</View>
          <View className="set-n">字和按钮都更大，颜色更分明</View>
        </View>
      </Switch>
      <View className="set-c">
        <View className="set-b">外观</View>
        <Segments
          as="choices"
          segments={THEMES.map(({ theme, name, icon }) => ({ value: theme, name, icon }))}
          chosen={comfort.theme}
          onChoose={(theme) => onChoose({ theme })}
        />
      </View>
      <View className="reset" ariaRole="button" onClick={onReset}>
        恢复默认
      </View>
    </View>
  );
}
