using DeepFlow.Language.Sources;
using DeepFlow.LanguageServer.Diagnostics;
using DeepFlow.LanguageServer.Protocol;
using StreamJsonRpc;
using Range = DeepFlow.LanguageServer.Protocol.Range;

namespace DeepFlow.LanguageServer.Documents;

internal sealed record TextDocumentItem(string Uri, int Version, string Text);

internal sealed record DidOpenParams(TextDocumentItem TextDocument);

internal sealed record VersionedDocument(string Uri, int Version);

/// <param name="Range">What the text replaces; null where it replaces everything.</param>
internal sealed record ContentChange(Range? Range, string Text);

internal sealed record DidChangeParams(VersionedDocument TextDocument, IReadOnlyList<ContentChange> ContentChanges);

/// <summary>The client's buffers: opened, edited, closed. Each edit asks for a check.</summary>
internal sealed class DocumentFeature(Session session, DiagnosticPublisher publisher)
{
    [JsonRpcMethod("textDocument/didOpen", UseSingleObjectParameterDeserialization = true)]
    public async Task OpenAsync(DidOpenParams opened)
    {
        var document = opened.TextDocument;
        if (session.Workspace is not null && session.Uris.PathOf(document.Uri) is { } path)
        {
            await SetAsync(path, document.Version, document.Text);
        }
        else
        {
            await session.WarnAsync($"{document.Uri} lies outside the project's folder, {session.Workspace!.Root}, and is not checked.");
        }
    }

    [JsonRpcMethod("textDocument/didChange", UseSingleObjectParameterDeserialization = true)]
    public async Task ChangeAsync(DidChangeParams changed)
    {
        if (session.Uris?.PathOf(changed.TextDocument.Uri) is { } path && session.Workspace.Current.Source(path) is { } source)
        {
            var text = changed.ContentChanges.Aggregate(source.Content, (content, change) => Apply(path, content, change));
            await SetAsync(path, changed.TextDocument.Version, text);
        }
    }

    [JsonRpcMethod("textDocument/didClose", UseSingleObjectParameterDeserialization = true)]
    public void Close(DocumentParams closed)
    {
        if (session.Uris?.PathOf(closed.TextDocument.Uri) is { } path)
        {
            session.Workspace.Close(path);
            publisher.Closed(path);
        }
    }

    [JsonRpcMethod("textDocument/didSave", UseSingleObjectParameterDeserialization = true)]
    public void Save(DocumentParams saved)
    {
        // The buffer said it all already.
    }

    /// <summary>Files that are not open have changed on disk.</summary>
    [JsonRpcMethod("workspace/didChangeWatchedFiles")]
    public void FilesChanged()
    {
        session.Workspace.Refresh();
        publisher.AllChanged();
    }

    private async Task SetAsync(string path, int version, string text)
    {
        if (text.Length > SourceFiles.LargestFile)
        {
            await session.WarnAsync($"{path} is longer than {SourceFiles.LargestFile:N0} characters and is not checked.");
            return;
        }

        session.Workspace.Change(path, text);
        publisher.Changed(path, version);
    }

    private static string Apply(string path, string content, ContentChange change)
    {
        if (change.Range is not { } range)
        {
            return change.Text;
        }

        var span = range.SpanIn(new SourceText(path, content));
        return string.Concat(content.AsSpan(0, span.Start), change.Text, content.AsSpan(span.End));
    }
}
