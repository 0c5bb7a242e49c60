import { Button } from "@mantine/core";
import { type ReactNode, useId } from "react";
import { useTranslation } from "react-i18next";
import type { FieldProblem } from "../../protocol/types";
import { memberName } from "../../state/draft";
import { SIX } from "../../state/surface-presets";
import { addContender, MOST_OPTIMIZERS, useSurfaces } from "../../state/surfaces";
import { Icon } from "../shell/Icon";
import { ContenderCard } from "./ContenderCard";
import { RunFields } from "./RunFields";
import { SurfaceFields } from "./SurfaceFields";
import classes from "./surfaces.module.css";
import { useLabels, useStyle } from "./use-surfaces";

/** Everything that can be chosen. Each part renders for what it shows alone: a start that is dragged moves few of them. */
export function Settings({ problems }: { problems: readonly FieldProblem[] }) {
  const { t } = useTranslation();
  return (
    <>
      <Section title={t("surfaces.surface")}>
        <SurfaceFields problems={problems} />
      </Section>
      <Section title={t("surfaces.optimizers")}>
        <Contenders problems={problems} />
      </Section>
      <Section title={t("surfaces.run")}>
        <RunFields problems={problems} />
      </Section>
    </>
  );
}

const NONE: readonly FieldProblem[] = [];

function Contenders({ problems }: { problems: readonly FieldProblem[] }) {
  const { t } = useTranslation();
  const contenders = useSurfaces((state) => state.contenders);
  const { scheme } = useStyle();
  const labels = useLabels();
  const unused = SIX.find((one) => contenders.every((other) => memberName(other.optimizer) !== one));
  const full = contenders.length >= MOST_OPTIMIZERS;
  return (
    <>
      <ul className={classes.contenders}>
        {contenders.map((contender, index) => {
          const found = problemsAt(problems, `optimizers.${index}`);
          return (
            <ContenderCard
              key={contender.slot}
              contender={contender}
              scheme={scheme}
              label={labels.get(contender.slot) ?? ""}
              problems={found.length === 0 ? NONE : found}
              only={contenders.length === 1}
            />
          );
        })}
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
    </>
  );
}

/** The complaints about a field and what lies below it. */
export function problemsAt(problems: readonly FieldProblem[], path: string): readonly FieldProblem[] {
  return problems.filter((one) => one.path === path || one.path.startsWith(`${path}.`));
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
