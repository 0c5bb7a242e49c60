import { Button, Select, Tooltip } from "@mantine/core";
import { type ReactNode, useId } from "react";
import { useTranslation } from "react-i18next";
import { useNames } from "../../i18n/names";
import { problemText } from "../../i18n/problem-texts";
import type { FieldProblem } from "../../protocol/types";
import { isObject, memberName } from "../../state/draft";
import { useLibrary } from "../../state/library";
import { SIX } from "../../state/surface-presets";
import {
  addContender,
  changeSurfaces,
  chooseSurface,
  MOST_OPTIMIZERS,
  surfaceName,
  useSurfaces,
} from "../../state/surfaces";
import { NumberControl } from "../catalog/NumberControl";
import { parametersOf } from "../catalog/parameters";
import { Icon } from "../shell/Icon";
import { ContenderCard } from "./ContenderCard";
import { ExpressionField } from "./ExpressionField";
import { MemberParameters } from "./MemberParameters";
import { PlaceFields } from "./PlaceFields";
import classes from "./surfaces.module.css";
import { useLabels, useStyle } from "./use-surfaces";

/** Everything that can be chosen: the surface, the start, the figures of the paths, and the optimizers. */
export function Settings({ problems }: { problems: readonly FieldProblem[] }) {
  const { t } = useTranslation();
  const names = useNames();
  const families = useLibrary((state) => state.families);
  const state = useSurfaces();
  const { styleOf } = useStyle();
  const labels = useLabels();
  const name = surfaceName(state);
  const at = (path: string) => problems.filter((one) => one.path === path || one.path.startsWith(`${path}.`));
  const unused = SIX.find((one) => state.contenders.every((other) => memberName(other.optimizer) !== one));
  const full = state.contenders.length >= MOST_OPTIMIZERS;
  return (
    <>
      <Section title={t("surfaces.surface")}>
        <Select
          size="xs"
          aria-label={t("surfaces.surface")}
          data={(families["surface"] ?? []).map((one) => ({
            value: one.name,
            label: names.member("surface", one.name, one.title),
          }))}
          value={name}
          allowDeselect={false}
          disabled={families["surface"] === undefined}
          maxDropdownHeight={320}
          data-testid="surface-choice"
          onChange={(value) => value !== null && value !== name && chooseSurface(value)}
        />
        {name === "expression" ? (
          <ExpressionField problem={at("surface")[0]} />
        ) : (
          <FamilyParameters
            family="surface"
            chosen={state.surface}
            onChange={(surface) => changeSurfaces({ surface })}
          />
        )}
        <PlaceFields problems={problems} />
      </Section>
      <Section title={t("surfaces.optimizers")}>
        <ul className={classes.contenders}>
          {state.contenders.map((contender, index) => (
            <ContenderCard
              key={contender.slot}
              contender={contender}
              style={styleOf(contender.slot)}
              label={labels.get(contender.slot) ?? ""}
              problems={at(`optimizers.${index}`)}
              only={state.contenders.length === 1}
            />
          ))}
        </ul>
        <Button
          variant="default"
          leftSection={<Icon name="plus" size={14} />}
          disabled={full}
          title={full ? t("surfaces.full", { count: MOST_OPTIMIZERS }) : undefined}
          onClick={() => addContender(unused ?? "adam")}
        >
          {t("surfaces.add")}
        </Button>
      </Section>
      <Section title={t("surfaces.run")}>
        <NumberControl
          label={t("surfaces.steps")}
          schema={{ type: "integer", minimum: 1, maximum: 5000, default: 200 }}
          value={state.steps}
          invalid={at("steps").length > 0}
          onChange={(steps) => changeSurfaces({ steps: steps ?? 200 })}
        />
        <Tooltip label={t("surfaces.noiseHint")}>
          <div>
            <NumberControl
              label={t("surfaces.noise")}
              schema={{ type: "number", minimum: 0, maximum: 10, default: 0 }}
              value={state.noise}
              invalid={at("gradient_noise").length > 0}
              onChange={(noise) => changeSurfaces({ noise: noise ?? 0 })}
            />
          </div>
        </Tooltip>
        {state.noise > 0 ? (
          <NumberControl
            label={t("surfaces.seed")}
            schema={{ type: "integer", minimum: 0, maximum: 99, default: 0 }}
            value={state.seed}
            invalid={at("seed").length > 0}
            onChange={(seed) => changeSurfaces({ seed: seed ?? 0 })}
          />
        ) : null}
        <ScheduleFields />
        {[...at("steps"), ...at("gradient_noise"), ...at("seed"), ...at("schedule")].map((problem) => (
          <p key={problem.path} className={classes.problem} role="alert">
            {problemText(problem)}
          </p>
        ))}
      </Section>
    </>
  );
}

/** A schedule that holds for all optimizers, with its parameters. One that listens to a validation loss has none here. */
function ScheduleFields() {
  const { t } = useTranslation();
  const names = useNames();
  const id = useId();
  const members = useLibrary((state) => state.families["schedule"]) ?? [];
  const schedule = useSurfaces((state) => state.schedule);
  return (
    <div className={classes.field}>
      <label htmlFor={id}>{t("surfaces.schedule")}</label>
      <Select
        id={id}
        size="xs"
        data={members
          .filter((one) => one.name !== "performance")
          .map((one) => ({ value: one.name, label: names.member("schedule", one.name, one.title) }))}
        value={memberName(schedule)}
        allowDeselect={false}
        disabled={members.length === 0}
        onChange={(name) => name !== null && changeSurfaces({ schedule: { name } })}
      />
      <FamilyParameters
        family="schedule"
        chosen={schedule}
        onChange={(next) => changeSurfaces({ schedule: next })}
      />
    </div>
  );
}

function FamilyParameters({
  family,
  chosen,
  onChange,
}: {
  family: string;
  chosen: { readonly [key: string]: unknown };
  onChange: (chosen: { readonly name: string }) => void;
}) {
  const member = chosen as Parameters<typeof MemberParameters>[0]["chosen"];
  const entry = useLibrary((state) => state.families[family]?.find((one) => one.name === memberName(member)));
  if (entry === undefined || !isObject(member)) return null;
  return (
    <MemberParameters
      parameters={parametersOf(entry)}
      chosen={member}
      onChange={(key, value) => {
        const { [key]: _, ...others } = member;
        onChange({ ...others, name: entry.name, ...(value === undefined ? {} : { [key]: value }) });
      }}
    />
  );
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  const id = useId();
  return (
    <section className={classes.section} aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      {children}
    </section>
  );
}
