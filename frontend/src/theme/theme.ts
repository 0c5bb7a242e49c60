import {
  Button,
  createTheme,
  type MantineColorsTuple,
  Modal,
  NumberInput,
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

/** One accent, borders in place of shadows, small controls. Colours stand in variables.css. */
export const theme = createTheme({
  primaryColor: "accent",
  primaryShade: { light: 7, dark: 4 },
  colors: { accent: ACCENT },
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
    TextInput: TextInput.extend({ defaultProps: { size: "xs" } }),
    NumberInput: NumberInput.extend({ defaultProps: { size: "xs", hideControls: true } }),
    Select: Select.extend({
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
