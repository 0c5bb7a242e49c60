import { useTranslation } from "react-i18next";
import { type Cadence, costOf } from "../../i18n/watching-texts";
import { useLatestDryRun } from "./dry-run";
import { NumberField } from "./NumberField";

/** Every how many steps something is measured, and what that costs. */
export function CadenceField({
  cadence,
  ...field
}: {
  cadence: Cadence;
  label: string;
  hint?: string;
  nullText?: string;
}) {
  useTranslation();
  const { latest } = useLatestDryRun();
  const note = latest.is === "known" ? costOf(cadence, latest.answer.estimate) : null;
  return <NumberField path={`telemetry.${cadence}_every`} note={note} {...field} />;
}
