import { Loader, MantineProvider } from "@mantine/core";
import { lazy, Suspense, useCallback, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { useAccess } from "../state/app";
import { loadLibrary } from "../state/library";
import { usePath } from "../state/path";
import { type Page, useView } from "../state/view";
import { theme } from "../theme/theme";
import { ComparePage } from "./compare/ComparePage";
import { loadPanels } from "./compare/panel-list";
import { JobsPage } from "./jobs/JobsPage";
import { CrashBoundary } from "./shell/CrashBoundary";
import { Header } from "./shell/Header";
import { HelpDialog } from "./shell/HelpDialog";
import { NoSuchPage } from "./shell/NoSuchPage";
import { useShortcuts } from "./shell/shortcuts";
import { TokenPage } from "./shell/TokenPage";

// Apart, for KaTeX and its fonts are loaded with it.
const CatalogPage = lazy(() => import("./catalog/CatalogPage"));
const SurfacesPage = lazy(() => import("./surfaces/SurfacesPage"));

export function App() {
  return (
    <MantineProvider theme={theme} defaultColorScheme="auto">
      <CrashBoundary>
        <Shell />
      </CrashBoundary>
    </MantineProvider>
  );
}

function Shell() {
  const unauthorized = useAccess((access) => access.unauthorized);
  const page = useView((view) => view.page);
  const missing = usePath((path) => path.missing);
  const { i18n, t } = useTranslation();
  const [help, setHelp] = useState(false);
  const showHelp = useCallback(() => setHelp(true), []);
  useShortcuts(showHelp);

  useEffect(() => {
    if (unauthorized) return;
    void loadLibrary();
    void loadPanels();
  }, [unauthorized]);

  useEffect(() => {
    const title = missing === null ? t(`nav.${page}`) : t("noPage.title");
    document.title = `${title} · ${t("app.name")}`;
  }, [page, missing, t]);

  return (
    <div lang={i18n.language}>
      <Header locked={unauthorized} onHelp={showHelp} />
      {unauthorized ? (
        <TokenPage />
      ) : missing !== null ? (
        <NoSuchPage path={missing} />
      ) : (
        <PageOf page={page} />
      )}
      <HelpDialog opened={help} onClose={() => setHelp(false)} />
    </div>
  );
}

function PageOf({ page }: { page: Page }) {
  const { t } = useTranslation();
  if (page === "jobs") return <JobsPage />;
  if (page === "compare") return <ComparePage />;
  return (
    <Suspense fallback={<Loader m="xl" aria-label={t("app.loading")} />}>
      {page === "surfaces" ? <SurfacesPage /> : <CatalogPage />}
    </Suspense>
  );
}
