using DeepFlow.Language.Diagnostics;
using DeepFlow.Language.Parsing;
using DeepFlow.Language.Semantics.Facts;
using DeepFlow.Language.Semantics.Pipelines;
using DeepFlow.Language.Services;
using DeepFlow.Language.Sources;
using DeepFlow.Language.Syntax;
using DeepFlow.Language.Tests.Catalog;
using DeepFlow.Language.Tests.Fuzz;
using DeepFlow.Testing;

namespace DeepFlow.Language.Tests.Services;

/// <summary>What an editor is told after an edit is what a compiler says that never saw the text before it.</summary>
public class IncrementalTests
{
    private const string File = "a.dlflow";

    [Fact]
    public void TextAfterAccidents_ReadBesideTheTextBefore_IsAsReadAlone() =>
        Mutations.Chain.ForEach(
            texts =>
            {
                ParsedFile? before = null;
                foreach (var text in texts)
                {
                    var source = new SourceText(File, text);
                    var (beside, alone) = (ParsedFile.Parse(source, before), ParsedFile.Parse(source));
                    Nodes(beside.Document).Should().Equal(Nodes(alone.Document));
                    beside.Problems.Select(Written).Should().Equal(alone.Problems.Select(Written));
                    before = beside;
                }
            },
            times: 80);

    [Fact]
    public void BufferAfterAccidents_HasTheFindingsAndTheBundleOfAColdCompile() =>
        Mutations.Chain.ForEach(
            texts =>
            {
                var workspace = new LanguageWorkspace(Path.Combine(Repository.Root, "pipelines", "fashion"), TestCatalog.Value);
                foreach (var text in texts)
                {
                    CheckAgainstColdCompile(workspace, text);
                }
            },
            times: 25);

    [Fact]
    public void BufferAfterEditsOfWhatOthersDependOn_HasTheFindingsAndTheBundleOfAColdCompile() =>
        DependentEdits.Chain.ForEach(
            texts =>
            {
                var workspace = new LanguageWorkspace(Path.Combine(Repository.Root, "pipelines", "fashion"), TestCatalog.Value);
                foreach (var text in texts)
                {
                    CheckAgainstColdCompile(workspace, text);
                }
            },
            times: 20);

    [Fact]
    public void Pipeline_IsBoundAgainOnlyWhereSomethingThatItSeesHasChanged()
    {
        var workspace = new LanguageWorkspace(Path.Combine(Repository.Root, "pipelines", "fashion"), TestCatalog.Value);
        var first = Bound(DependentEdits.Program);
        var inside = Bound(DependentEdits.Program.Replace("epochs: 5", "epochs: 6", StringComparison.Ordinal));
        var signature = Bound(DependentEdits.Program.Replace("-> (version: model)", "-> (other: model)", StringComparison.Ordinal));

        inside.HasKept(first, "data").Should().BeTrue();
        inside.HasKept(first, "training").Should().BeFalse("its text has changed");
        inside.HasKept(first, "whole").Should().BeFalse("it calls one whose text has changed");
        signature.HasKept(inside, "data").Should().BeFalse("what a pipeline gives may be seen from everywhere");

        BoundProgram Bound(string text) => workspace.Change(File, text).Compile(File).Bound!;
    }

    private static void CheckAgainstColdCompile(LanguageWorkspace workspace, string text)
    {
        var warm = workspace.Change(File, text).Compile(File);
        var cold = Compiler.Compile(
            new SourceFiles(workspace.Root) { Unsaved = new Dictionary<string, string> { [File] = text } }, [File], TestCatalog.Value);
        warm.Diagnostics.Select(Written).Should().Equal(cold.Diagnostics.Select(Written));
        (warm.Bundle?.Hash()).Should().Be(cold.Bundle?.Hash());
        warm.Succeeded.Should().Be(cold.Bundle is not null);
        warm.Model.ReferencesIn(File).Select(Written).Should().Equal(cold.Model.ReferencesIn(File).Select(Written));
        foreach (var offset in cold.Model.ReferencesIn(File).Select(reference => reference.Place.Span.Start))
        {
            warm.Model.NamesAt(File, offset).Select(name => name.Name).Should().Equal(cold.Model.NamesAt(File, offset).Select(name => name.Name));
            warm.Model.ExpressionAt(File, offset)?.Place.Span.Should().Be(cold.Model.ExpressionAt(File, offset)!.Place.Span);
        }
    }

    [Fact]
    public void DeclarationWithoutMistakes_IsNotReadAgain_WhileAnotherIsEdited()
    {
        const string Text = "/// The first.\npipeline a() {\n    stop\n}\n\n/// The second.\npipeline b() {\n    stop\n}\n";

        var first = ParsedFile.Parse(new SourceText(File, Text));
        var second = ParsedFile.Parse(new SourceText(File, Text.Replace("pipeline b", "pipeline bee", StringComparison.Ordinal)), first);

        second.Document.Declarations[0].Should().BeSameAs(first.Document.Declarations[0]);
        second.Document.Declarations[1].Name.Text.Should().Be("bee");
    }

    // Children are left out of each line: they have their own.
    private static IEnumerable<string> Nodes(DocumentSyntax document) => document.WithDescendants().Select(node => node switch
    {
        DocumentSyntax root => $"{root.Span} {root.Doc}",
        ActivitySyntax activity => $"{activity.Span} {activity.ScriptSpan} {activity.Script}",
        DeclarationSyntax declaration => $"{declaration.GetType().Name} {declaration.Span} {declaration.Doc}",
        StatementSyntax statement => $"{statement.GetType().Name} {statement.Span} {statement.Doc}",
        NameSyntax name => $"{name.Span} {name.Text}",
        NumberSyntax number => $"{number.Span} {number.Text}",
        LiteralPieceSyntax piece => $"{piece.Span} {piece.Text}",
        BinarySyntax binary => $"{binary.Span} {binary.Operator}",
        _ => $"{node.GetType().Name} {node.Span}",
    });

    private static string Written(Diagnostic finding) =>
        $"{finding} {finding.Place.Span} {string.Join("; ", finding.Fixes.Select(fix => $"{fix.Title} {fix.Span} {fix.Replacement}"))}";

    private static string Written(SymbolReference reference) =>
        $"{reference.Place} {reference.Symbol.Kind} {reference.Symbol.Owner}.{reference.Symbol.Name} {reference.Symbol.Type} {reference.Symbol.Declaration} {reference.Symbol.Extent}";
}
