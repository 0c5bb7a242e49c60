/** The frame of a panel: title, what is drawn, controls, legend, notes, and the figure in words. */

import { ActionIcon, FocusTrap, Menu } from "@mantine/core";
import { type KeyboardEvent, type ReactNode, useId } from "react";
import type { PanelContext } from "../../state/telemetry";
import { Icon } from "../shell/Icon";
import { Definition } from "./Definition";
import { KeyChip } from "./KeyChip";
import classes from "./PanelCard.module.css";
import { type Facts, useChoice, usePanelText } from "./usePanel";
import type { Table } from "./useTable";

export interface PanelCardProps {
  readonly context: PanelContext;
  readonly name: string;
  readonly title: string;
  readonly definition: string;
  /** Follows the definition: what theory says of the panel's metric. */
  readonly theory?: ReactNode;
  readonly controls?: ReactNode;
  readonly facts: Facts;
  readonly onDownload?: (format: "png" | "svg") => void;
  readonly table?: Table | null;
  readonly onResetZoom?: () => void;
  readonly emptyText: ReactNode;
  /** Stands between the figure and its notes, and covers neither. */
  readonly below?: ReactNode;
  readonly loading: boolean;
  readonly children: ReactNode;
}

export function PanelCard(props: PanelCardProps) {
  const { context, name, title, facts } = props;
  const t = usePanelText();
  const [enlarged, setEnlarged] = useChoice<string>(context, "enlarged", "");
  const isEnlarged = enlarged === name;
  const heading = useId();
  const table = useId();
  const keyDown = (event: KeyboardEvent) => {
    if (isEnlarged && event.key === "Escape") setEnlarged("");
  };
  return (
    <FocusTrap active={isEnlarged}>
      <section
        className={classes["card"]}
        data-panel={name}
        data-enlarged={isEnlarged}
        aria-labelledby={heading}
        {...(isEnlarged ? { role: "dialog", "aria-modal": true } : {})}
        onKeyDown={keyDown}
      >
        <header className={classes["header"]}>
          <div className={classes["heading"]}>
            <h3 id={heading} className={classes["title"]}>
              {title}
            </h3>
            {props.definition ? (
              <Definition title={title} text={props.definition}>
                {props.theory}
              </Definition>
            ) : null}
            <span className={classes["subtitle"]}>{facts.subtitle}</span>
          </div>
          <Actions {...props} isEnlarged={isEnlarged} onEnlarge={() => setEnlarged(isEnlarged ? "" : name)} />
        </header>
        {props.controls || facts.keys.length > 0 ? (
          <div className={classes["bar"]}>
            <ul className={classes["keys"]}>
              {facts.keys.map((key) => (
                <li key={key.shape + key.text}>
                  <KeyChip shape={key.shape} color={key.color} />
                  {key.text}
                </li>
              ))}
            </ul>
            <div className={classes["controls"]}>{props.controls}</div>
          </div>
        ) : null}
        <div className={classes["figure"]} aria-describedby={facts.table ? table : undefined}>
          {props.children}
          {facts.empty ? (
            <div className={classes["empty"]} role="status" data-loading={props.loading}>
              {props.emptyText}
            </div>
          ) : null}
        </div>
        {props.below}
        <div className={classes["notes"]}>
          {facts.notes.map((note) => (
            <p key={note.items.map((item) => item.text).join()} data-kind={note.kind}>
              {note.items.map((item) => (
                <span key={item.text}>
                  {item.color && note.items.length + (note.kind === "warning" ? 1 : 0) > 0 ? (
                    <KeyChip shape="dot" color={item.color} />
                  ) : null}
                  {item.text}
                </span>
              ))}
            </p>
          ))}
          {props.table?.problem ? (
            <p data-kind="warning" role="alert">
              {t("card.csvFailed", { detail: props.table.problem })}
            </p>
          ) : null}
        </div>
        {facts.table ? (
          <table id={table} className="ds-visually-hidden">
            <caption>{facts.table.caption}</caption>
            <thead>
              <tr>
                {facts.table.columns.map((column) => (
                  <th key={column} scope="col">
                    {column}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {facts.table.rows.map((row) => (
                <tr key={row[0]}>
                  {row.map((cell, index) => (
                    <td key={facts.table?.columns[index]}>{cell}</td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        ) : null}
      </section>
    </FocusTrap>
  );
}

function Actions({
  title,
  facts,
  onDownload,
  table,
  onResetZoom,
  isEnlarged,
  onEnlarge,
}: PanelCardProps & { readonly isEnlarged: boolean; readonly onEnlarge: () => void }) {
  const t = usePanelText();
  return (
    <div className={classes["actions"]}>
      {facts.zoomable && onResetZoom ? (
        <ActionIcon
          variant="subtle"
          color="gray"
          size={24}
          aria-label={t("card.resetZoom", { title })}
          title={t("card.resetZoomHint")}
          onClick={onResetZoom}
        >
          <Icon name="again" size={15} />
        </ActionIcon>
      ) : null}
      {onDownload ? (
        <Menu position="bottom-end" shadow="none" withinPortal>
          <Menu.Target>
            <ActionIcon
              variant="subtle"
              color="gray"
              size={24}
              disabled={facts.empty}
              loading={table?.busy ?? false}
              aria-label={t("card.download", { title })}
              title={t("card.downloadHint")}
            >
              <DownloadIcon />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item onClick={() => onDownload("svg")}>{t("card.svg")}</Menu.Item>
            <Menu.Item onClick={() => onDownload("png")}>{t("card.png")}</Menu.Item>
            {table ? <Menu.Item onClick={table.download}>{t("card.csv")}</Menu.Item> : null}
          </Menu.Dropdown>
        </Menu>
      ) : null}
      <ActionIcon
        variant="subtle"
        color="gray"
        size={24}
        aria-label={t(isEnlarged ? "card.shrink" : "card.enlarge", { title })}
        title={t(isEnlarged ? "card.shrinkHint" : "card.enlargeHint")}
        onClick={onEnlarge}
      >
        <Icon name={isEnlarged ? "shrink" : "enlarge"} size={15} />
      </ActionIcon>
    </div>
  );
}

function DownloadIcon() {
  return (
    <svg
      width={15}
      height={15}
      viewBox="0 0 20 20"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.6"
      aria-hidden="true"
    >
      <path
        d="M10 3v9M6.500 8.800 10 12.300l3.500-3.500M4 16.500h12"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  );
}
