import { useTranslation } from "react-i18next";
import { formatInteger, formatMeasured } from "../../i18n/format";
import { useNames } from "../../i18n/names";
import { toNumber } from "../../protocol/numbers";
import type { Finding } from "../../protocol/types";
import type { PanelContext } from "../../state/telemetry";
import { metricTitle, unitText, usePanelText } from "../panels/usePanel";

const FEW = 6;

/** The figures that carry a finding: the first few, and how many more there are. */
export function Evidence({ finding, metrics }: { finding: Finding; metrics: PanelContext["metrics"] }) {
  const { t } = useTranslation();
  const names = useNames();
  const panelText = usePanelText();
  const { evidence } = finding;
  return (
    <>
      {evidence.slice(0, FEW).map((one) => {
        const unit = unitText(metrics[one.metric]);
        const values = {
          metric: metricTitle(panelText, one.metric),
          step: formatInteger(one.step),
          value: `${formatMeasured(toNumber(one.value))} ${unit}`.trim(),
        };
        const figure =
          one.layer === null
            ? t("findings.evidenceGlobal", values)
            : t("findings.evidence", { ...values, layer: names.layer(one.layer) });
        const limit =
          one.threshold === null
            ? ""
            : ` (${t("findings.threshold", { threshold: formatMeasured(toNumber(one.threshold)) })})`;
        return <div key={`${one.metric} ${one.layer} ${one.step}`}>{figure + limit}</div>;
      })}
      {evidence.length > FEW ? (
        <div>{t("findings.moreEvidence", { count: evidence.length - FEW })}</div>
      ) : null}
    </>
  );
}
