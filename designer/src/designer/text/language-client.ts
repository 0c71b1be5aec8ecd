import { findReferencesKeymap, formatKeymap, hoverTooltips, jumpToDefinitionKeymap, LSPClient, serverCompletion, signatureHelp } from '@codemirror/lsp-client'
import { keymap } from '@codemirror/view'
import { dlflow } from './dlflow'
import { safeHtml } from './safe-html'
import { semanticTokens } from './semantic-tokens'
import { OneFileWorkspace } from './workspace'

/** The language server's client: completion, hover, signatures, definitions, references, format, colours. Findings come with the drawing, so that picture and text tell the same. */
export const createLanguageClient = (onOpen: (path: string) => void): LSPClient =>
  new LSPClient({
    rootUri: 'dlflow:///',
    timeout: 10_000,
    sanitizeHTML: safeHtml,
    highlightLanguage: (name) => (name === 'dlflow' ? dlflow : null),
    workspace: (client) => new OneFileWorkspace(client, onOpen),
    extensions: [serverCompletion(), hoverTooltips(), signatureHelp(), keymap.of([...formatKeymap, ...jumpToDefinitionKeymap, ...findReferencesKeymap]), semanticTokens],
    unhandledNotification: () => {},
  })
