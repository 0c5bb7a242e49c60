import { Kbd, Modal } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { PAGES } from "../../state/view";
import classes from "./shell.module.css";

/** The keyboard shortcuts. */
export function HelpDialog({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const { t } = useTranslation();
  const rows: readonly (readonly [readonly string[], string])[] = [
    [["←", "→"], t("help.previous")],
    [["Shift ←", "Shift →"], t("help.ten")],
    [[t("help.home"), t("help.end")], t("help.ends")],
    [["L"], t("help.live")],
    [["Ctrl Enter"], t("help.run")],
    [PAGES.map((_, index) => String(index + 1)), t("help.pages")],
    [[t("help.space")], t("help.play")],
    [["D"], t("help.scheme")],
    [["Esc"], t("help.escape")],
    [["?"], t("help.help")],
  ];
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t("help.title")}
      closeButtonProps={{ "aria-label": t("app.close") }}
    >
      <table className={classes.help}>
        <thead className="ds-visually-hidden">
          <tr>
            <th scope="col">{t("help.key")}</th>
            <th scope="col">{t("help.does")}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(([keys, text]) => (
            <tr key={text}>
              <td>
                {keys.map((key) => (
                  <Kbd key={key}>{key}</Kbd>
                ))}
              </td>
              <td>{text}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Modal>
  );
}
