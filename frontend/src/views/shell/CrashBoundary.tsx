import { Component, type ReactNode } from "react";
import { i18next } from "../../i18n";
import classes from "./shell.module.css";

/** The last resort: a page that says that it broke, in place of an empty one. */
export class CrashBoundary extends Component<
  { readonly children: ReactNode },
  { readonly detail: string | null }
> {
  override state = { detail: null };

  static getDerivedStateFromError(error: unknown): { detail: string } {
    return { detail: error instanceof Error ? error.message : String(error) };
  }

  override render(): ReactNode {
    if (this.state.detail === null) return this.props.children;
    return (
      <main className={classes.token} role="alert">
        <h1>{i18next.t("app.crashed")}</h1>
        <p>{i18next.t("app.crashedHow")}</p>
        <pre>{this.state.detail}</pre>
        <button type="button" onClick={() => window.location.reload()}>
          {i18next.t("app.reload")}
        </button>
      </main>
    );
  }
}
