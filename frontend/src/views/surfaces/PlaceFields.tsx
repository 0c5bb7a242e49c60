import { ActionIcon, Tooltip } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { formatTyped } from "../../i18n/format";
import { problemText } from "../../i18n/problem-texts";
import type { FieldProblem } from "../../protocol/types";
import { changeSurfaces, type Domain, type Point, useSurfaces } from "../../state/surfaces";
import { useTrajectories } from "../../state/trajectories";
import { TypedInput } from "../composer/TypedInput";
import { parseNumber } from "../composer/values";
import { Icon } from "../shell/Icon";
import classes from "./surfaces.module.css";

/** Start and range in figures. Both are the surface's own until something else is chosen. */
export function PlaceFields({ problems }: { problems: readonly FieldProblem[] }) {
  const { t } = useTranslation();
  const start = useSurfaces((state) => state.start);
  const domain = useSurfaces((state) => state.domain);
  const surface = useTrajectories((state) => state.shown?.surface);
  const shownStart = start ?? surface?.start ?? null;
  const shownDomain = domain ?? surface?.domain ?? null;
  const wrong = problems.filter(({ path }) => /^(start|domain)\b/.test(path));

  function setStart(index: 0 | 1, value: number | undefined): void {
    if (shownStart === null || value === undefined) return;
    const next: Point = index === 0 ? [value, shownStart[1]] : [shownStart[0], value];
    changeSurfaces({ start: next });
  }

  function setDomain(index: number, value: number | undefined): void {
    if (shownDomain === null || value === undefined) return;
    changeSurfaces({
      domain: shownDomain.map((one, at) => (at === index ? value : one)) as unknown as Domain,
    });
  }

  return (
    <div className={classes.places}>
      <div className={classes.place}>
        <Tooltip label={t("surfaces.startHint")}>
          <span>{t("surfaces.start")}</span>
        </Tooltip>
        {(["x", "y"] as const).map((axis, index) => (
          <div key={axis} className={classes.axisField}>
            <span aria-hidden="true">{axis}</span>
            <TypedInput<number>
              aria-label={t("surfaces.startOf", { axis })}
              data-testid={`start-${axis}`}
              inputMode="decimal"
              value={shownStart?.[index]}
              format={formatTyped}
              parse={parseNumber}
              onCommit={(value) => setStart(index as 0 | 1, value)}
            />
          </div>
        ))}
        <Reset
          shown={start !== null}
          label={`${t("surfaces.start")}: ${t("surfaces.reset")}`}
          onReset={() => changeSurfaces({ start: null })}
        />
      </div>
      {(["x", "y"] as const).map((axis, row) => (
        <div key={axis} className={classes.place}>
          <span>{row === 0 ? t("surfaces.range") : ""}</span>
          {(["rangeFrom", "rangeTo"] as const).map((end, column) => (
            <div key={end} className={classes.axisField}>
              <span aria-hidden="true">{column === 0 ? axis : "–"}</span>
              <TypedInput<number>
                aria-label={t(`surfaces.${end}`, { axis })}
                inputMode="decimal"
                value={shownDomain?.[2 * row + column]}
                format={formatTyped}
                parse={parseNumber}
                onCommit={(value) => setDomain(2 * row + column, value)}
              />
            </div>
          ))}
          <Reset
            shown={row === 0 && domain !== null}
            label={`${t("surfaces.range")}: ${t("surfaces.reset")}`}
            onReset={() => changeSurfaces({ domain: null })}
          />
        </div>
      ))}
      {wrong.map((problem) => (
        <p key={problem.path} className={classes.problem} role="alert">
          {problemText(problem)}
        </p>
      ))}
    </div>
  );
}

function Reset({ shown, label, onReset }: { shown: boolean; label: string; onReset: () => void }) {
  return (
    <ActionIcon
      variant="subtle"
      color="gray"
      size={24}
      aria-label={label}
      title={label}
      style={{ visibility: shown ? "visible" : "hidden" }}
      onClick={onReset}
    >
      <Icon name="again" size={14} />
    </ActionIcon>
  );
}
