// Starts `tongyuan lsp` for the guides of a workspace, and again where its settings change. Everything else is the program's.

"use strict";

const { env, window, workspace } = require("vscode");
const { LanguageClient } = require("vscode-languageclient/node");

/** What the program looks at: guides and what stands around them. */
const FILES = [
  { scheme: "file", language: "yaml" },
  { scheme: "file", language: "json" },
  { scheme: "untitled", language: "yaml" },
  { scheme: "file", pattern: "**/{.tongyuan,tongyuan}.toml" },
  { scheme: "file", pattern: "**/profiles/*.toml" },
  { scheme: "file", pattern: "**/halls/**/*.{html,htm,md,txt}" },
];

/** What may be changed by others than the editor, such as git or a capture. */
const WATCHED = [
  "**/{guides,halls,registers,rules,practice,profiles}/**",
  "**/{.tongyuan.toml,tongyuan.toml,waivers.yaml,waivers.yml,waivers.json,baseline.json}",
];

let client;

async function start() {
  const settings = workspace.getConfiguration("tongyuan");
  const command = settings.get("path") || "tongyuan";
  const chosen = settings.get("language");
  const own = env.language.toLowerCase().startsWith("zh") ? "zh-CN" : "en";
  const language = chosen === "zh-CN" || chosen === "en" ? chosen : own;
  client = new LanguageClient(
    "tongyuan",
    "tongyuan",
    { command, args: ["lsp", "--lang", language] },
    {
      documentSelector: FILES,
      synchronize: {
        fileEvents: WATCHED.map((glob) => workspace.createFileSystemWatcher(glob)),
      },
    },
  );
  try {
    await client.start();
  } catch (error) {
    client = undefined;
    const said =
      own === "zh-CN"
        ? `无法启动“${command}”：${error.message}。请安装 tongyuan，或者在设置 tongyuan.path 中写明它的完整路径。`
        : `“${command}” cannot be started: ${error.message}. Install tongyuan, or name its whole path in the setting tongyuan.path.`;
    window.showErrorMessage(said);
  }
}

async function stop() {
  const old = client;
  client = undefined;
  await old?.dispose();
}

exports.activate = async (context) => {
  const changed = workspace.onDidChangeConfiguration(async (event) => {
    if (event.affectsConfiguration("tongyuan")) {
      await stop();
      await start();
    }
  });
  context.subscriptions.push(changed);
  await start();
};

exports.deactivate = stop;
