// Starts `charter lsp` for files of the language, and shows the pages of rules, metrics and keywords.
const vscode = require("vscode")
const { LanguageClient } = require("vscode-languageclient/node")

let client

function start() {
  const [command, ...args] = vscode.workspace.getConfiguration("charter").get("command", ["charter", "lsp"])
  const server = { command, args }
  client = new LanguageClient("charter", "Charter", server, {
    documentSelector: [{ language: "charter" }],
    synchronize: { fileEvents: vscode.workspace.createFileSystemWatcher("**/*.{charter,csv,tsv,toml}") },
  })
  return client.start()
}

async function openPage() {
  const what = await vscode.window.showInputBox({ prompt: "A rule's code (VOT101), a metric or a keyword" })
  if (!what) return
  const content = await client.sendRequest("workspace/executeCommand", { command: "charter.page", arguments: [what] })
  const document = await vscode.workspace.openTextDocument({ language: "markdown", content })
  await vscode.commands.executeCommand("markdown.showPreview", document.uri)
}

async function activate(context) {
  context.subscriptions.push(
    vscode.commands.registerCommand("charter.restart", () => client.restart()),
    vscode.commands.registerCommand("charter.openPage", openPage),
  )
  try {
    await start()
  } catch (error) {
    vscode.window.showErrorMessage(
      `The language server did not start (${error.message}). Install Charter with its extra editor, from its repository at a tag.`,
    )
  }
}

module.exports = { activate, deactivate: () => client?.stop() }
