import "@mantine/core/styles.css";
import "@fontsource-variable/inter/wght.css";
import "./theme/variables.css";
import "./i18n";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { adoptTokenFromAddress, readToken } from "./api/token";
import { syncAddress } from "./state/address-sync";
import { useAccess } from "./state/app";
import { adoptPath, leaveMissingPath } from "./state/path";
import { installTestHook } from "./state/test-hook";
import { App } from "./views/App";

adoptTokenFromAddress();
useAccess.setState({ unauthorized: readToken() === null });
adoptPath();
syncAddress();
leaveMissingPath();
installTestHook();

const root = document.getElementById("root");
if (root === null) throw new Error("index.html has no element #root");
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
