using System.Globalization;
using DeepFlow.Language.Semantics.Facts;
using DeepFlow.Language.Services.Completion;
using DeepFlow.Language.Services.Scopes;
using DeepFlow.Language.Syntax;

namespace DeepFlow.Language.Services;

/// <summary>What the name or word at a place is.</summary>
internal static class Hovers
{
    public static HoverText? At(LanguageSnapshot snapshot, LanguageFile file, int offset)
    {
        var model = snapshot.Compile(file.Path).Model;
        if (model.ReferenceAt(file.Path, offset) is { } found)
        {
            return new HoverText(Describe(snapshot, model, found), found.Place.Span);
        }

        var word = file.Lexemes.FirstOrDefault(lexeme => lexeme.IsWord && lexeme.Span.Start <= offset && offset <= lexeme.Span.End);
        return word is not null && SettingCompletions.MeaningOf(word.Text) is { } meaning && IsFirstOfLine(file, word)
            ? new HoverText($"`{word.Text}`: {meaning}", word.Span)
            : null;
    }

    private static string Describe(LanguageSnapshot snapshot, SemanticModel model, SymbolReference found)
    {
        var symbol = found.Symbol;
        return symbol.Kind switch
        {
            SymbolKind.Step => DescribeStep(snapshot, symbol) ?? Code($"step {symbol.Name}", symbol.Documentation),
            SymbolKind.Layer => Join(Code(symbol.Type ?? symbol.Name, symbol.Documentation), DescribeLayer(model, found)),
            SymbolKind.Model => Join(Code($"model {symbol.Type}", symbol.Documentation), DescribeLayers(model, symbol)),
            SymbolKind.Activity or SymbolKind.Pipeline or SymbolKind.Script => DescribeCallee(snapshot, found) ?? Code(symbol.Type ?? symbol.Name, symbol.Documentation),
            SymbolKind.Constructor or SymbolKind.Function => Code(symbol.Type ?? symbol.Name, symbol.Documentation),
            SymbolKind.Role when symbol.Name.StartsWith('@') => $"`{symbol.Name[1..]}`: a person or a group of the project.",
            SymbolKind.Role => $"`{symbol.Name}`: a role of the people of the lifecycle.",
            SymbolKind.Outcome => $"`{symbol.Name}`: an outcome of `{symbol.Owner}`.",
            SymbolKind.Member => $"`{symbol.Name}`: one of `{symbol.Owner}`.",
            SymbolKind.Secret => $"`{symbol.Name}`: a secret; its value never enters a program.",
            SymbolKind.Dataset or SymbolKind.Form => Code($"{Word(symbol.Kind)} {symbol.Name}", Join(symbol.Documentation, Members(model, symbol))),
            _ => Code($"{symbol.Name}{(TypeAt(model, found) is { } type ? $": {type}" : "")}", Join(symbol.Documentation, $"{Title(symbol.Kind)} of `{symbol.Owner}`.")),
        };
    }

    // The type as it is at the place: `split.first` has its data set, and a `?` where the step may not have run.
    private static string? TypeAt(SemanticModel model, SymbolReference found)
    {
        var (path, span) = (found.Place.Source.Path, found.Place.Span);
        return !found.IsDeclaration && found.Symbol.Kind is SymbolKind.Output or SymbolKind.Result or SymbolKind.FormField
            && model.ExpressionAt(path, span.End) is { } fact && fact.Place.Span.End == span.End
            ? fact.Type.ToString()
            : found.Symbol.Type;
    }

    private static string? DescribeStep(LanguageSnapshot snapshot, SymbolInfo symbol)
    {
        if (symbol.Declaration is not { } declared || snapshot.Find(declared.Source.Path) is not { } home
            || home.Document.Declarations.OfType<PipelineSyntax>().FirstOrDefault(pipeline => pipeline.Name.Text == symbol.Owner) is not { } pipeline)
        {
            return null;
        }

        var (typing, scope) = (new Typing(snapshot.Catalog, snapshot.Visible(home)), new PipelineScope(pipeline));
        if (scope.Find(symbol.Name) is not StepName step)
        {
            return null;
        }

        var callee = typing.FindCallee(step.Syntax.Callee.Text);
        var by = step.Syntax.Settings.OfType<BySyntax>().SelectMany(setting => setting.Holders)
            .Select(holder => holder.Quoted is { } name ? $"\"{name}\"" : holder.Word).ToList();
        var role = by.Count > 0 ? string.Join("`, `", by) : callee?.Activity?.Role;
        var outputs = typing.OutputsOf(scope, step.Syntax)
            .Select(output => $"- `{step.Name.Text}.{output.Name}`: `{output.Type}`{(output.Summary is { } summary ? $" {summary}" : "")}");
        return Join(
            Code($"step {symbol.Name} = {step.Syntax.Callee.Text}(…)", symbol.Documentation), callee?.Summary, role is null ? null : $"By `{role}`.", string.Join('\n', outputs));
    }

    private static string? DescribeCallee(LanguageSnapshot snapshot, SymbolReference found) =>
        snapshot.Find(found.Place.Source.Path) is { } file && new Typing(snapshot.Catalog, snapshot.Visible(file)).FindCallee(found.Symbol.Name) is { } callee
            ? Descriptions.Of(callee)
            : null;

    private static string? DescribeLayer(SemanticModel model, SymbolReference found) =>
        model.LayerAt(found.Place.Source.Path, found.Place.Span.Start) is { } layer
            ? $"{(layer.Input is { } input ? $"`{input}` → " : "")}`{layer.Output?.ToString() ?? "does not fit"}`, {Count(layer.ParameterCount)}"
            : null;

    private static string? DescribeLayers(SemanticModel model, SymbolInfo symbol)
    {
        var layers = model.LayersIn(symbol.Declaration?.Source.Path ?? "").Where(layer => layer.Model == symbol.Name).ToList();
        if (layers.Count == 0)
        {
            return null;
        }

        // What stands inside a group is counted with the group.
        var outer = layers.Where(layer => layers.All(group => group == layer || !Covers(group, layer)));
        return $"{string.Join('\n', layers.Select(layer => $"- `{layer.Name}` → `{layer.Output?.ToString() ?? "does not fit"}`"))}\n\n{Count(outer.Sum(layer => layer.ParameterCount))}";
    }

    private static bool Covers(LayerFact group, LayerFact layer) =>
        group.Place.Span.Start <= layer.Place.Span.Start && layer.Place.Span.End <= group.Place.Span.End && group.Place.Span.Length > layer.Place.Span.Length;

    private static string Count(long parameters) => $"{parameters.ToString("N0", CultureInfo.InvariantCulture)} parameters";

    private static string? Members(SemanticModel model, SymbolInfo owner)
    {
        var members = model.Symbols.Where(symbol => symbol.Owner == owner.Name && symbol.Declaration?.Source.Path == owner.Declaration?.Source.Path)
            .Where(symbol => symbol.Kind is SymbolKind.Label or SymbolKind.Field or SymbolKind.Expectation or SymbolKind.FormField)
            .GroupBy(symbol => symbol.Kind)
            .Select(kind => $"- {Title(kind.Key).ToLowerInvariant()[2..]}s: {string.Join(", ", kind.Select(symbol => $"`{symbol.Name}`"))}");
        return string.Join('\n', members);
    }

    private static string Title(SymbolKind kind) => kind is SymbolKind.Input or SymbolKind.Output or SymbolKind.Item or SymbolKind.Expectation
        ? $"An {Word(kind)}"
        : $"A {Word(kind)}";

    private static string Word(SymbolKind kind) => kind switch
    {
        SymbolKind.Item => "element",
        SymbolKind.FormField => "field",
        _ => kind.ToString().ToLowerInvariant(),
    };

    private static bool IsFirstOfLine(LanguageFile file, Lexeme word)
    {
        var position = file.Source.PositionOf(word.Span.Start);
        return string.IsNullOrWhiteSpace(file.Source.Line(position.Line)[..(position.Column - 1)]);
    }

    private static string Code(string code, string? text) => Join($"```dlflow\n{code}\n```", text);

    private static string Join(params IEnumerable<string?> parts) => string.Join("\n\n", parts.Where(part => part is { Length: > 0 }));
}
