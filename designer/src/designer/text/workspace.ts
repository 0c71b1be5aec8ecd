import { LSPPlugin, Workspace, type LSPClient, type WorkspaceFile } from '@codemirror/lsp-client'
import type { Text } from '@codemirror/state'
import type { EditorView } from '@codemirror/view'

const scheme = 'dlflow:///'

export const uriOf = (path: string): string => scheme + path.split('/').map(encodeURIComponent).join('/')
export const pathOf = (uri: string): string => uri.slice(scheme.length).split('/').map(decodeURIComponent).join('/')

class OpenFile implements WorkspaceFile {
  constructor(
    readonly uri: string,
    readonly languageId: string,
    public version: number,
    public doc: Text,
    public view: EditorView,
  ) {}

  getView() {
    return this.view
  }
}

/** The file that is open, as the language server is told of it. */
export class OneFileWorkspace extends Workspace {
  files: OpenFile[] = []
  private version = 0

  constructor(
    client: LSPClient,
    private readonly onOpen: (path: string) => void,
  ) {
    super(client)
  }

  syncFiles() {
    return this.files.flatMap((file) => {
      const plugin = LSPPlugin.get(file.view)
      if (!plugin || plugin.unsyncedChanges.empty) return []
      const update = { file, prevDoc: file.doc, changes: plugin.unsyncedChanges }
      file.doc = file.view.state.doc
      file.version = ++this.version
      plugin.clear()
      return [update]
    })
  }

  openFile(uri: string, languageId: string, view: EditorView) {
    const file = new OpenFile(uri, languageId, ++this.version, view.state.doc, view)
    this.files = [...this.files.filter((other) => other.uri !== uri), file]
    if (this.client.connected) this.client.didOpen(file)
  }

  closeFile(uri: string, view: EditorView) {
    const file = this.files.find((other) => other.uri === uri && other.view === view)
    if (!file) return
    this.files = this.files.filter((other) => other !== file)
    if (this.client.connected) this.client.didClose(uri)
  }

  override async displayFile(uri: string) {
    const open = this.files.find((file) => file.uri === uri)
    if (!open) this.onOpen(pathOf(uri))
    return open?.view ?? null
  }
}
