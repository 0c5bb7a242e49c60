import { Select } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useNames } from "../../i18n/names";
import type { FieldProblem } from "../../protocol/types";
import { useLibrary } from "../../state/library";
import { changeSurfaces, chooseSurface, surfaceName, useSurfaces } from "../../state/surfaces";
import { ExpressionField } from "./ExpressionField";
import { FamilyParameters } from "./MemberParameters";
import { PlaceFields } from "./PlaceFields";

/** The surface with its parameters or its formula, the start, and what part of it is drawn. */
export function SurfaceFields({ problems }: { problems: readonly FieldProblem[] }) {
  const { t } = useTranslation();
  const names = useNames();
  const members = useLibrary((state) => state.families["surface"]);
  const surface = useSurfaces((state) => state.surface);
  const name = useSurfaces(surfaceName);
  return (
    <>
      <Select
        size="xs"
        aria-label={t("surfaces.surface")}
        data={(members ?? []).map((one) => ({
          value: one.name,
          label: names.member("surface", one.name, one.title),
        }))}
        value={name}
        allowDeselect={false}
        disabled={members === undefined}
        maxDropdownHeight={320}
        data-testid="surface-choice"
        onChange={(value) => value !== null && value !== name && chooseSurface(value)}
      />
      {name === "expression" ? (
        <ExpressionField problem={problems.find(({ path }) => path.startsWith("surface"))} />
      ) : (
        <FamilyParameters
          family="surface"
          chosen={surface}
          onChange={(next) => changeSurfaces({ surface: next })}
        />
      )}
      <PlaceFields problems={problems} />
    </>
  );
}
