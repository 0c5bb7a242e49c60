import { Button, Code, PasswordInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { ApiError } from "../../api/problem";
import { storeToken } from "../../api/token";
import { api, useAccess } from "../../state/app";
import classes from "./shell.module.css";

/** Asked for by the server's 401: what the token is, how to get it, and a place to put it. */
export function TokenPage() {
  const { t } = useTranslation();
  const [token, setToken] = useState("");
  const [error, setError] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);

  async function enter(event: FormEvent): Promise<void> {
    event.preventDefault();
    const given = token.trim();
    if (given === "") {
      setError(t("token.empty"));
      return;
    }
    // The whole printed link may be pasted too.
    storeToken(new URLSearchParams(given.split("#")[1] ?? "").get("token") ?? given);
    setBusy(true);
    try {
      await api.presets();
      useAccess.setState({ unauthorized: false });
    } catch (problem) {
      const status = problem instanceof ApiError ? problem.status : 0;
      setError(status === 401 ? t("token.wrong") : t("errors.unreachable"));
    } finally {
      setBusy(false);
    }
  }

  return (
    <main id="main" className={classes.token}>
      <h1>{t("token.title")}</h1>
      <p>{t("token.why")}</p>
      <p>{t("token.how")}</p>
      <Code block>dynascope token</Code>
      <form onSubmit={(event) => void enter(event)}>
        <PasswordInput
          data-autofocus
          label={t("token.label")}
          value={token}
          error={error}
          autoComplete="current-password"
          onChange={(event) => setToken(event.currentTarget.value)}
        />
        <Button type="submit" size="sm" disabled={busy}>
          {t("token.enter")}
        </Button>
      </form>
    </main>
  );
}
