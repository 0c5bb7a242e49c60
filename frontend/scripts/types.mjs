/**
 * Makes src/protocol/api.gen.ts from the server's own models. `--check` fails where the file on disk differs.
 * The Python to ask is PYTHON, or the project's virtual environment, or python3.
 */
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import openapiTS, { astToString } from "openapi-typescript";

const root = fileURLToPath(new URL("../../", import.meta.url));
const target = fileURLToPath(new URL("../src/protocol/api.gen.ts", import.meta.url));
const environment = `${root}.venv/bin/python`;
const python = process.env.PYTHON ?? (existsSync(environment) ? environment : "python3");

const described = execFileSync(python, ["-m", "dynascope.server.openapi"], {
  cwd: root,
  encoding: "utf8",
  maxBuffer: 64 * 1024 * 1024,
  env: { ...process.env, PYTHONPATH: `${root}backend` },
});
const syntax = await openapiTS(JSON.parse(described), {
  alphabetize: true,
  defaultNonNullable: true,
});
const text = `// Made by \`npm run types\` from the server's models. Do not edit.\n${astToString(syntax)}`;

if (process.argv.includes("--check")) {
  if (!existsSync(target) || readFileSync(target, "utf8") !== text) {
    process.stderr.write(
      "src/protocol/api.gen.ts is out of date: run `npm run types` and commit the result\n",
    );
    process.exit(1);
  }
} else {
  writeFileSync(target, text);
}
