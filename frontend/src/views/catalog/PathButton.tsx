import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { CatalogMember } from "../../protocol/types";
import type { JsonObject } from "../../state/draft";
import { suited } from "../../state/surface-presets";
import { changeSurfaces, contendersOf, surfaceName, useSurfaces } from "../../state/surfaces";
import { setView } from "../../state/view";

/** Draws an optimizer's path on the surface last looked at, beside plain descent (momentum beside that). */
export function PathButton({ member, chosen }: { member: CatalogMember; chosen: JsonObject }) {
  const { t } = useTranslation();
  const rival = member.name === "sgd" ? "momentum" : "sgd";
  return (
    <Button
      size="sm"
      variant="default"
      onClick={() => {
        const surface = surfaceName(useSurfaces.getState());
        const optimizers = [{ ...suited(surface, member.name), ...chosen }, suited(surface, rival)];
        changeSurfaces({ contenders: contendersOf(optimizers) });
        setView({ page: "surfaces" });
      }}
    >
      {t("catalog.path")}
    </Button>
  );
}
