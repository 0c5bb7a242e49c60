import { ActionIcon, Select } from "@mantine/core";
import { memo, useState } from "react";
import { useTranslation } from "react-i18next";
import { useNames } from "../../i18n/names";
import { problemText } from "../../i18n/problem-texts";
import { variantStyle } from "../../plots/theme";
import type { CatalogMember, FieldProblem } from "../../protocol/types";
import { memberName } from "../../state/draft";
import { useLibrary } from "../../state/library";
import { suitedRate } from "../../state/surface-presets";
import {
  type Contender,
  removeContender,
  replaceContender,
  setContender,
  surfaceName,
  toggleContender,
  useSurfaces,
} from "../../state/surfaces";
import type { Scheme } from "../../state/telemetry";
import { NumberControl } from "../catalog/NumberControl";
import { parametersOf } from "../catalog/parameters";
import { Swatch } from "../compare/Swatch";
import { Icon } from "../shell/Icon";
import { MemberParameters } from "./MemberParameters";
import classes from "./surfaces.module.css";

/** One optimizer: its rule, its learning rate, and behind a button everything else that it has. */
export const ContenderCard = memo(function ContenderCard({
  contender,
  scheme,
  label,
  problems,
  only,
}: {
  contender: Contender;
  scheme: Scheme;
  label: string;
  problems: readonly FieldProblem[];
  /** Whether it is the last one, which cannot be removed. */
  only: boolean;
}) {
  const { t } = useTranslation();
  const names = useNames();
  const [open, setOpen] = useState(false);
  const members = useLibrary((state) => state.families["optimizer"]);
  const surface = useSurfaces(surfaceName);
  const { slot, shown, optimizer } = contender;
  const name = memberName(optimizer) ?? "";
  const entry = members?.find((one) => one.name === name);
  const show = shown ? t("surfaces.hide", { name: label }) : t("surfaces.show", { name: label });
  return (
    <li className={classes.contender} data-contender={slot} data-shown={shown}>
      <div className={classes.contenderHead}>
        <Swatch style={variantStyle(slot, scheme)} />
        <Select
          className={classes.grow ?? ""}
          size="xs"
          aria-label={t("surfaces.optimizer")}
          data={(members ?? []).map((one) => ({
            value: one.name,
            label: names.member("optimizer", one.name, one.title),
          }))}
          value={name}
          allowDeselect={false}
          searchable
          disabled={members === undefined}
          onChange={(value) => value !== null && value !== name && replaceContender(slot, value)}
        />
        <ActionIcon
          variant="subtle"
          color="gray"
          size={26}
          aria-expanded={open}
          aria-label={t("surfaces.more", { name: label })}
          title={t("surfaces.more", { name: label })}
          onClick={() => setOpen(!open)}
        >
          <Icon name="sliders" />
        </ActionIcon>
        <ActionIcon
          variant="subtle"
          color="gray"
          size={26}
          aria-label={show}
          aria-pressed={!shown}
          title={show}
          onClick={() => toggleContender(slot)}
        >
          <Icon name={shown ? "eye" : "eyeOff"} />
        </ActionIcon>
        <ActionIcon
          variant="subtle"
          color="gray"
          size={26}
          disabled={only}
          aria-label={t("surfaces.remove", { name: label })}
          title={t("surfaces.remove", { name: label })}
          onClick={() => removeContender(slot)}
        >
          <Icon name="close" />
        </ActionIcon>
      </div>
      <div className={classes.rate}>
        <span aria-hidden="true">η</span>
        <NumberControl
          label={`${names.parameter("learning_rate")}, ${label}`}
          hidden
          schema={{ type: "number", exclusiveMinimum: 0, default: suitedRate(surface, name) }}
          value={optimizer["learning_rate"]}
          invalid={problems.some((one) => one.path.endsWith(".learning_rate"))}
          onChange={(value) => setContender(slot, "learning_rate", value ?? suitedRate(surface, name))}
        />
      </div>
      {open && entry !== undefined ? (
        <MemberParameters
          parameters={others(entry)}
          chosen={optimizer}
          onChange={(key, value) => setContender(slot, key, value)}
        />
      ) : null}
      {problems.map((problem) => (
        <p key={problem.path} className={classes.problem} role="alert">
          {problemText(problem)}
        </p>
      ))}
    </li>
  );
});

function others(entry: CatalogMember): ReturnType<typeof parametersOf> {
  return parametersOf(entry).filter(([key]) => key !== "learning_rate");
}
