using DeepFlow.Language.Parsing;
using DeepFlow.Language.Services;
using DeepFlow.Language.Sources;
using DeepFlow.Language.Syntax;

namespace DeepFlow.Language.Tests.Services;

/// <summary>The shipped pipelines, cut off at every word: what comes next in them must be among what is offered.</summary>
public class HalfTypedTests
{
    public static TheoryData<string> Files => Corpus.ShippedFiles;

    [Theory]
    [MemberData(nameof(Files))]
    public void Completion_AtEveryWordOfAFileCutOffThere_NeverThrows(string file)
    {
        var text = Corpus.Read(file);
        var workspace = Open();
        foreach (var lexeme in Read(text))
        {
            workspace.Change(file, text[..lexeme.Span.Start]).Complete(file, lexeme.Span.Start).Should().NotBeNull();
            workspace.Change(file, text[..lexeme.Span.End]).Complete(file, lexeme.Span.End).Should().NotBeNull();
        }
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Completion_WhereTheFileIsCutOff_OffersWhatIsWrittenThere(string file)
    {
        var text = Corpus.Read(file);
        var workspace = Open();
        var lexemes = Read(text).Where(lexeme => lexeme.Kind is not (LexemeKind.Comment or LexemeKind.NewLine)).ToList();
        var missed = new List<string>();
        var asked = 0;
        for (var i = 2; i < lexemes.Count; i++)
        {
            var (before, here) = (lexemes[i - 1], lexemes[i]);
            var isOutput = before.Is(".") && here.IsWord;
            var isCallee = before.Is("=") && lexemes[i - 2].IsWord && i + 1 < lexemes.Count && lexemes[i + 1].Is("(") && i >= 3 && lexemes[i - 3].Is("step");
            var isArgument = (before.Is("(") || before.Is(",")) && here.IsWord && i + 1 < lexemes.Count && lexemes[i + 1].Is(":") && !IsSignature(text, here);
            if (isOutput || isCallee || isArgument)
            {
                asked++;
                var offered = workspace.Change(file, text[..here.Span.Start]).Complete(file, here.Span.Start);
                if (offered.All(item => item.Label != here.Text))
                {
                    missed.Add($"{new SourceText(file, text).PositionOf(here.Span.Start)} {here.Text}");
                }
            }
        }

        missed.Should().BeEmpty("{0} names are completed", asked);
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void EveryQuestion_AtEveryWord_IsAnsweredWithoutThrowing(string file)
    {
        var text = Corpus.Read(file);
        var snapshot = Open().Change(file, text[..(text.Length * 2 / 3)]);
        foreach (var lexeme in Read(text).Where(lexeme => lexeme.Span.End < text.Length * 2 / 3))
        {
            snapshot.Hover(file, lexeme.Span.Start);
            snapshot.Signature(file, lexeme.Span.End);
            snapshot.Definition(file, lexeme.Span.Start);
        }

        snapshot.Symbols(file).Should().NotBeNull();
        snapshot.Folds(file).Should().NotBeNull();
        snapshot.Highlights(file).Should().NotBeEmpty();
    }

    private static LanguageWorkspace Open() => new(Repository.Root, Cursor.Catalog);

    private static IReadOnlyList<Lexeme> Read(string text) => Lexemes.ItemsOf(new SourceText("x.dlflow", text), new TextSpan(0, text.Length));

    // Names that a declaration's head gives are new.
    private static bool IsSignature(string text, Lexeme lexeme)
    {
        var head = Math.Max(text.LastIndexOf("\npipeline ", lexeme.Span.Start, StringComparison.Ordinal), text.LastIndexOf("\nmodel ", lexeme.Span.Start, StringComparison.Ordinal));
        return head >= 0 && !text[head..lexeme.Span.Start].Contains('{');
    }
}
