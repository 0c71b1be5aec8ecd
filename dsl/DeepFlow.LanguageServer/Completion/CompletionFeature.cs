using DeepFlow.Language.Services.Completion;
using DeepFlow.Language.Sources;
using DeepFlow.LanguageServer.Protocol;
using StreamJsonRpc;

namespace DeepFlow.LanguageServer.Completion;

/// <param name="InsertTextFormat">1 plain text, 2 a snippet with places to fill in.</param>
internal sealed record CompletionData(
    string Label, int Kind, string? Detail, MarkupContent? Documentation, string SortText, string FilterText, int InsertTextFormat, TextEditData TextEdit);

internal sealed record CompletionList(bool IsIncomplete, IReadOnlyList<CompletionData> Items);

internal sealed class CompletionFeature(Session session)
{
    [JsonRpcMethod("textDocument/completion", UseSingleObjectParameterDeserialization = true)]
    public Task<CompletionList> CompleteAsync(PositionParams at, CancellationToken cancellation) => session.Answer(
        at,
        (snapshot, path, offset) => new CompletionList(false, snapshot.Source(path) is { } source
            ? [.. snapshot.Complete(path, offset).Select(item => Of(source, item))]
            : []),
        cancellation);

    private static CompletionData Of(SourceText source, CompletionItem item)
    {
        // What follows the first line is indented like the line on which it is inserted.
        var line = source.Line(source.PositionOf(item.Replaces.Start).Line);
        var indent = line[..(line.Length - line.TrimStart().Length)];
        return new CompletionData(
            item.Label,
            KindOf(item.Kind),
            item.Detail,
            MarkupContent.Markdown(item.Documentation),
            item.SortText,
            item.Label,
            item.IsSnippet ? 2 : 1,
            new TextEditData(Protocol.Range.Of(source, item.Replaces), item.InsertText.Replace("\n", "\n" + indent, StringComparison.Ordinal)));
    }

    // The protocol's numbers.
    private static int KindOf(CompletionKind kind) => kind switch
    {
        CompletionKind.Activity or CompletionKind.Pipeline or CompletionKind.Function => 3,
        CompletionKind.Constructor or CompletionKind.Layer => 4,
        CompletionKind.Field => 5,
        CompletionKind.Step or CompletionKind.Parameter or CompletionKind.Variable => 6,
        CompletionKind.Model or CompletionKind.Dataset or CompletionKind.Form => 7,
        CompletionKind.Argument or CompletionKind.Output or CompletionKind.Setting => 10,
        CompletionKind.EnumMember or CompletionKind.Outcome or CompletionKind.Role => 20,
        CompletionKind.Snippet => 15,
        CompletionKind.File => 17,
        CompletionKind.Type => 25,
        _ => 14,
    };
}
