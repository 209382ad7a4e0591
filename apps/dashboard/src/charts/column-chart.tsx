import { Bar, BarChart, CartesianGrid, Legend, Rectangle, ResponsiveContainer, XAxis, YAxis } from 'recharts';

/** Of one series: its key in the rows, its name, and how it is filled. Stripes are a second sign beside the colour. */
export interface Series {
  key: string;
  name: string;
  fill: 'plain' | 'stripes' | 'faint' | 'dots' | 'bars';
}
interface ColumnChartProps {
  rows: readonly Record<string, string | number>[]; // each with `label`
  series: readonly Series[];
  stacked?: boolean;
  lying?: boolean; // bars from left to right, for long names
  limit?: number; // upper end of the axis
  tick?: (value: number) => string;
  ticks?: readonly number[]; // where the axis has its places; else the library chooses
}

const fills: Record<Series['fill'], string> = {
  plain: '#1762d6',
  stripes: 'url(#missed)',
  faint: '#d5deec',
  dots: 'url(#dots)',
  bars: 'url(#bars)',
};

/** Columns over the labels of the rows. It comes in a chunk of its own, with the library that draws it. */
export function ColumnChart({ rows, series, stacked = false, lying = false, limit, tick, ticks }: ColumnChartProps) {
  const label = { dataKey: 'label', type: 'category' as const, tick: { fill: '#3c485e', fontSize: 13 } };
  const figure = {
    type: 'number' as const,
    allowDecimals: false,
    domain: [0, limit ?? 'auto'] as [number, number | 'auto'],
    tick: { fill: '#56637a', fontSize: 12 },
    ...(tick ? { tickFormatter: tick } : {}),
    ...(ticks ? { ticks: [...ticks], domain: [0, ticks.at(-1) ?? 'auto'] as [number, number | 'auto'] } : {}),
  };
  return (
    <ResponsiveContainer width="100%" height="100%">
      <BarChart
        data={[...rows]}
        accessibilityLayer={false} // the table is what readers are given
        layout={lying ? 'vertical' : 'horizontal'}
        margin={{ top: 8, right: 16, bottom: 0, left: 0 }}
        barGap={lying ? 2 : 4}
      >
        <defs>
          <pattern id="missed" width="8" height="8" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
            <rect width="8" height="8" fill="#b3261e" />
            <rect width="3" height="8" fill="#f2b8b5" />
          </pattern>
          <pattern id="dots" width="8" height="8" patternUnits="userSpaceOnUse">
            <rect width="8" height="8" fill="#14703f" />
            <circle cx="4" cy="4" r="1.6" fill="#cfe9da" />
          </pattern>
          <pattern id="bars" width="8" height="8" patternUnits="userSpaceOnUse">
            <rect width="8" height="8" fill="#d98a1c" />
            <rect width="8" height="2" fill="#fbe3bf" />
          </pattern>
        </defs>
        <CartesianGrid stroke="#e3e8f0" vertical={lying} horizontal={!lying} />
        {lying ? <XAxis {...figure} /> : <XAxis {...label} />}
        {lying ? <YAxis {...label} width={170} /> : <YAxis {...figure} width={56} />}
        {series.length > 1 && (
          <Legend formatter={(name: string) => <span style={{ color: '#3c485e', fontSize: 13 }}>{name}</span>} />
        )}
        {series.map(({ key, name, fill }) => (
          <Bar
            key={key}
            dataKey={key}
            name={name}
            fill={fills[fill]}
            maxBarSize={lying ? 14 : 44}
            isAnimationActive={false}
            shape={<Rectangle radius={3} />}
            {...(stacked ? { stackId: 'all' } : {})}
          />
        ))}
      </BarChart>
    </ResponsiveContainer>
  );
}
