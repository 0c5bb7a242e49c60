import { Select } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Bands, PanelContext, XAxis } from "../../state/telemetry";
import { BANDS, SMOOTHINGS, setView, X_AXES } from "../../state/view";
import classes from "./compare.module.css";

const SMOOTHING_NAMES = ["none", "light", "medium", "strong"] as const;

/** How all panels draw: x axis, replicate bands, smoothing. Each says what it is set to. */
export function ViewControls({ context }: { context: PanelContext }) {
  const { t } = useTranslation();
  const replicated = new Set(context.runs.map((run) => run.variant)).size < context.runs.length;
  return (
    <div className={classes.controls}>
      <Choice
        label={t("scrubber.x")}
        value={context.xAxis}
        options={X_AXES.map((axis) => ({ value: axis, label: t(`scrubber.xAxes.${axis}`) }))}
        onChange={(value) => setView({ xAxis: value as XAxis })}
      />
      {replicated ? (
        <Choice
          label={t("scrubber.bands")}
          value={context.bands}
          options={BANDS.map((band) => ({ value: band, label: t(`scrubber.bandKinds.${band}`) }))}
          onChange={(value) => setView({ bands: value as Bands })}
        />
      ) : null}
      <Choice
        label={t("scrubber.smoothing")}
        title={t("scrubber.smoothingHint")}
        value={String(context.smoothing)}
        options={SMOOTHINGS.map((smoothing, index) => ({
          value: String(smoothing),
          label: `${t(`scrubber.smoothings.${SMOOTHING_NAMES[index] ?? "none"}`)}${smoothing === 0 ? "" : ` ${smoothing}`}`,
        }))}
        onChange={(value) => setView({ smoothing: Number(value) })}
      />
    </div>
  );
}

function Choice({
  label,
  title,
  value,
  options,
  onChange,
}: {
  label: string;
  title?: string;
  value: string;
  options: readonly { value: string; label: string }[];
  onChange: (value: string) => void;
}) {
  return (
    <div className={classes.choice} title={title}>
      <span className={classes.choiceLabel} aria-hidden="true">
        {label}
      </span>
      <Select
        aria-label={label}
        data={options}
        value={options.some((option) => option.value === value) ? value : null}
        placeholder={value}
        allowDeselect={false}
        variant="unstyled"
        comboboxProps={{ width: "max-content", shadow: "none" }}
        classNames={{ input: classes.choiceInput ?? "" }}
        onChange={(next) => next !== null && onChange(next)}
      />
    </div>
  );
}
