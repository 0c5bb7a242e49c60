import {
  Button,
  createTheme,
  type MantineColorsTuple,
  Modal,
  Select,
  TextInput,
  Tooltip,
} from "@mantine/core";
import { FONT } from "../plots/theme";

const ACCENT: MantineColorsTuple = [
  "#eef1fd",
  "#dde3fb",
  "#bac6f6",
  "#98aaf2",
  "#8aa2ff",
  "#5c76e3",
  "#4a66df",
  "#3b5bdb",
  "#3350c4",
  "#2a43a6",
];

/** Mantine's greys of the dark scheme, in the page's hue: text first, surfaces last. */
const DARK: MantineColorsTuple = [
  "#e6eaf0",
  "#c3cad4",
  "#98a3b2",
  "#6b7480",
  "#323c48",
  "#232b35",
  "#171c23",
  "#171c23",
  "#12171d",
  "#0f1318",
];

const FIELD = { fontSize: 13 };

/** One accent, borders in place of shadows, small controls. Colours stand in variables.css. */
export const theme = createTheme({
  primaryColor: "accent",
  primaryShade: { light: 7, dark: 4 },
  colors: { accent: ACCENT, dark: DARK },
  autoContrast: true,
  luminanceThreshold: 0.35,
  fontFamily: FONT,
  fontFamilyMonospace: "ui-monospace, SFMono-Regular, Menlo, Consolas, monospace",
  defaultRadius: 6,
  focusRing: "auto",
  cursorType: "pointer",
  respectReducedMotion: true,
  components: {
    Button: Button.extend({ defaultProps: { size: "xs" } }),
    TextInput: TextInput.extend({ defaultProps: { size: "xs" }, styles: { input: FIELD } }),
    Select: Select.extend({
      styles: { input: FIELD, option: FIELD },
      defaultProps: { size: "xs", checkIconPosition: "right", comboboxProps: { shadow: "none" } },
    }),
    Modal: Modal.extend({
      defaultProps: { centered: true, shadow: "none", transitionProps: { duration: 0 } },
    }),
    Tooltip: Tooltip.extend({
      defaultProps: { openDelay: 350, withinPortal: true, multiline: true, maw: 320 },
    }),
  },
});
