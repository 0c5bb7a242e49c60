/** The page's few icons: one stroke, drawn here so that no icon font or library is loaded. */
const PATHS = {
  eye: "M2 10s3-5.500 8-5.500S18 10 18 10s-3 5.500-8 5.500S2 10 2 10Zm8 2.300a2.300 2.300 0 1 0 0-4.600 2.300 2.300 0 0 0 0 4.600Z",
  eyeOff:
    "M3 3l14 14M8 5a9 9 0 0 1 2-.4c5 0 8 5.400 8 5.400a14 14 0 0 1-2.300 2.900M5 6.600A14 14 0 0 0 2 10s3 5.400 8 5.400c1.400 0 2.600-.4 3.700-1",
  close: "M5 5l10 10M15 5L5 15",
  plus: "M10 4v12M4 10h12",
  enlarge: "M12 3h5v5M8 17H3v-5M17 3l-6 6M3 17l6-6",
  shrink: "M17 8h-5V3M3 12h5v5M12 8l5-5M8 12l-5 5",
  sliders: "M3 6h8M15 6h2M3 14h2M9 14h8M11 6a2 2 0 1 0 4 0 2 2 0 0 0-4 0M5 14a2 2 0 1 0 4 0 2 2 0 0 0-4 0",
  sun: "M10 13.500a3.500 3.500 0 1 0 0-7 3.500 3.500 0 0 0 0 7ZM10 1.500v2M10 16.500v2M1.500 10h2M16.500 10h2M4 4l1.400 1.400M14.600 14.600 16 16M16 4l-1.400 1.400M5.400 14.600 4 16",
  moon: "M16.500 12A7 7 0 0 1 8 3.500a7 7 0 1 0 8.500 8.500Z",
  pause: "M7 4v12M13 4v12",
  play: "M6 4l10 6-10 6Z",
  stop: "M5 5h10v10H5Z",
  again: "M16 10a6 6 0 1 1-2-4.500M16 3v3.500h-3.500",
  branch: "M6 16V4M6 11c5 0 8-1 8-5M11.500 8.500 14 6l2.500 2.500",
  trash: "M4 6h12M8 6V4h4v2M6 6l.7 10h6.600L14 6",
  upload: "M10 13V4M6.500 7.500 10 4l3.500 3.500M4 13v3h12v-3",
  table: "M3 4.500h14v11H3ZM3 8.500h14M8 8.500v7",
  back: "M12 5l-5 5 5 5",
  pencil: "M4 16l.6-3L13 4.600 15.400 7 7 15.400 4 16Z",
  chevron: "M5 8l5 5 5-5",
  help: "M7.500 7.500a2.500 2.500 0 1 1 3.600 2.300c-.8.4-1.100.9-1.100 1.700M10 14.500v.01",
} as const;

export type IconName = keyof typeof PATHS;

export function Icon({ name, size = 16 }: { name: IconName; size?: number }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 20 20"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.600"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      <path d={PATHS[name]} />
    </svg>
  );
}
