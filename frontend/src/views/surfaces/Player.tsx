import { ActionIcon } from "@mantine/core";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { formatInteger } from "../../i18n/format";
import { hold, positionOf, SPEEDS, togglePlay, usePlayback } from "../../state/playback";
import { Choice } from "../panels/Controls";
import { Icon } from "../shell/Icon";
import classes from "./surfaces.module.css";
import { useShownStep } from "./use-surfaces";

/** Play, pause, speed, and one step for all that is shown. The thumb follows the animation without rendering. */
export function Player({ steps }: { steps: number }) {
  const { t } = useTranslation();
  const playing = usePlayback((state) => state.playing);
  const speed = usePlayback((state) => state.speed);
  const step = useShownStep(steps);
  const thumb = useRef<HTMLInputElement>(null);
  const reached = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const follow = () => {
      const position = positionOf(usePlayback.getState(), steps);
      if (thumb.current) thumb.current.value = String(position);
      if (reached.current) reached.current.style.width = `${(100 * position) / Math.max(1, steps)}%`;
    };
    follow();
    return usePlayback.subscribe(follow);
  }, [steps]);
  const label = playing ? t("surfaces.pause") : t("surfaces.play");
  return (
    <section className={classes.player} aria-label={t("surfaces.player")}>
      <ActionIcon
        size={32}
        radius={16}
        disabled={steps === 0}
        aria-label={label}
        title={label}
        data-testid="play"
        data-playing={playing}
        onClick={togglePlay}
      >
        <Icon name={playing ? "pause" : "play"} />
      </ActionIcon>
      <div className={classes.track}>
        <div className={classes.rail} aria-hidden="true">
          <div ref={reached} className={classes.reached} />
        </div>
        <input
          ref={thumb}
          type="range"
          className={classes.range}
          data-testid="surface-scrubber"
          min={0}
          max={steps}
          step="any"
          defaultValue={step}
          aria-label={t("surfaces.step")}
          aria-valuetext={t("surfaces.stepOf", { step: formatInteger(step), steps: formatInteger(steps) })}
          onChange={(event) => hold(Number(event.currentTarget.value))}
        />
      </div>
      <span className={classes.stepText}>
        {t("surfaces.step")} <strong data-testid="surface-step">{formatInteger(step)}</strong> /{" "}
        {formatInteger(steps)}
      </span>
      <Choice
        label={t("surfaces.speed")}
        value={String(speed)}
        options={SPEEDS.map((one) => ({ value: String(one), label: `${one}×` }))}
        onChange={(value) => usePlayback.setState({ speed: Number(value) })}
      />
    </section>
  );
}
