import { ActionIcon } from "@mantine/core";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { formatInteger } from "../../i18n/format";
import { hold, positionOf, SPEEDS, togglePlay, usePlayback } from "../../state/playback";
import { Choice } from "../panels/Controls";
import { Icon } from "../shell/Icon";
import classes from "./surfaces.module.css";
import { useShownStep } from "./use-surfaces";

/**
 * Play, pause, speed, and one step for all that is shown. The thumb that one sees is moved at every frame without anything
 * being painted; the slider's own, which nobody sees, follows with the figure beside it.
 */
export function Player({ steps }: { steps: number }) {
  const { t } = useTranslation();
  const playing = usePlayback((state) => state.playing);
  const speed = usePlayback((state) => state.speed);
  const step = useShownStep(steps);
  const thumb = useRef<HTMLDivElement>(null);
  const reached = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const follow = () => {
      const share = positionOf(usePlayback.getState(), steps) / Math.max(1, steps);
      if (thumb.current) thumb.current.style.transform = `translateX(${100 * share}%)`;
      if (reached.current) reached.current.style.transform = `scaleX(${share})`;
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
        <div className={classes.thumbRail} aria-hidden="true">
          <div ref={thumb} className={classes.thumb} />
        </div>
        <input
          type="range"
          className={classes.range}
          data-testid="surface-scrubber"
          min={0}
          max={steps}
          step={1}
          value={step}
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
