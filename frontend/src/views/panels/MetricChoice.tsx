import type { MetricInfo } from "../../state/telemetry";
import { Choice } from "./Controls";
import { metricTitle, usePanelText } from "./usePanel";

export interface MetricChoiceProps {
  readonly offered: readonly MetricInfo[];
  readonly value: string;
  readonly onChange: (metric: string) => void;
}

/** Which metric a panel draws, of those on offer. */
export function MetricChoice({ offered, value, onChange }: MetricChoiceProps) {
  const t = usePanelText();
  const names = offered.map((metric) => metric.name);
  const all = names.includes(value) ? names : [value, ...names];
  return (
    <Choice
      label={t("metricLabel")}
      value={value}
      options={all.map((name) => ({ value: name, label: metricTitle(t, name) }))}
      onChange={onChange}
    />
  );
}
