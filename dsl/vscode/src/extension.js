// Starts `deepflow lsp` and connects the editor to it. Everything that is known of the language is known there.
"use strict";

const vscode = require("vscode");
const { LanguageClient, TransportKind } = require("vscode-languageclient/node");

/** @type {LanguageClient | undefined} */
let client;

/** @param {vscode.ExtensionContext} context */
async function activate(context) {
  context.subscriptions.push(
    vscode.commands.registerCommand("deepflow.restart", async () => {
      await stop();
      await start();
    }),
    vscode.workspace.onDidChangeConfiguration(async (change) => {
      if (change.affectsConfiguration("deepflow.command")) {
        await stop();
        await start();
      }
    }),
  );
  await start();
}

async function start() {
  const command = vscode.workspace.getConfiguration("deepflow").get("command", "deepflow");
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri.fsPath;
  client = new LanguageClient(
    "deepflow",
    "DeepFlow",
    { command, args: ["lsp"], transport: TransportKind.stdio, options: { cwd: folder } },
    {
      documentSelector: [{ language: "dlflow", scheme: "file" }],
      synchronize: { fileEvents: vscode.workspace.createFileSystemWatcher("**/*.dlflow") },
    },
  );
  try {
    await client.start();
  } catch (error) {
    client = undefined;
    const choice = await vscode.window.showErrorMessage(
      `DeepFlow's language server does not start with "${command} lsp": ${error instanceof Error ? error.message : error}`,
      "Open Settings",
    );
    if (choice) {
      await vscode.commands.executeCommand("workbench.action.openSettings", "deepflow.command");
    }
  }
}

async function stop() {
  const running = client;
  client = undefined;
  await running?.stop();
}

module.exports = { activate, deactivate: stop };
