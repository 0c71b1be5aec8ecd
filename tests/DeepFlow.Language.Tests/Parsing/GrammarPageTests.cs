using System.Text.RegularExpressions;
using DeepFlow.Language.Diagnostics;
using DeepFlow.Language.Parsing;
using DeepFlow.Language.Parsing.Generated;
using DeepFlow.Language.Semantics.Types;
using DeepFlow.Language.Services.Completion;
using DeepFlow.Workflows.Activities;
using DeepFlow.Workflows.Expressions;

namespace DeepFlow.Language.Tests.Parsing;

/// <summary>What people read in GRAMMAR.md is the language that the compiler reads.</summary>
public partial class GrammarPageTests
{
    private static readonly string Page = File.ReadAllText(Path.Combine(Repository.Root, "dsl", "GRAMMAR.md"));

    /// <summary>Everything on the page that is set as code.</summary>
    private static readonly string Code = string.Join('\n', CodeOf().Matches(Page).Select(match => match.Value));

    [Fact]
    public void ReservedWords_OnThePage_AreThoseOfTheLexer() =>
        CodeIn("[*][*]Reserved words[*][*]: `[^`]*`").Should().BeEquivalentTo(Words(DeepFlowLexer.STEP, DeepFlowLexer.MISSING));

    [Fact]
    public void EveryWordAndSign_OfTheGrammar_StandsOnThePage()
    {
        Words(DeepFlowLexer.USE, DeepFlowLexer.RECORD).Should().OnlyContain(word => Regex.IsMatch(Code, $@"\b{word}\b"));
        Words(DeepFlowLexer.LPAREN, DeepFlowLexer.DIVIDE).Should().OnlyContain(sign => Page.Contains(sign, StringComparison.Ordinal));
    }

    [Fact]
    public void EveryWord_OfTheGrammar_HasAColourInTheEditor()
    {
        var colours = File.ReadAllText(Path.Combine(Repository.Root, "dsl", "vscode", "syntaxes", "dlflow.tmLanguage.json"));

        Words(DeepFlowLexer.STEP, DeepFlowLexer.RECORD).Should().OnlyContain(word => Regex.IsMatch(colours, $@"\b{word}\b"));
    }

    [Fact]
    public void Types_OnThePage_AreThoseThatMayBeWritten() =>
        CodeIn("^[*][*]Types[*][*]:.*?, and the handles").Select(type => Regex.Match(type, "^[a-z]{3,}").Value).Where(type => type.Length > 0).Distinct()
            .Should().BeEquivalentTo([.. TypeBinder.NamesOf(new ActivityCatalog()), "list", "range", "dataset", "record"]);

    [Fact]
    public void EverySetting_HasItsLineInTheTable() =>
        SettingCompletions.Words.Should().OnlyContain(word => Regex.IsMatch(Page, $@"^\|.*`{word}\b.*\|$", RegexOptions.Multiline));

    [Fact]
    public void Functions_OnThePage_AreThoseOfTheEvaluator() =>
        CodeIn("^[*][*]Functions[*][*]:.*$").Where(word => word.Contains('(')).Select(call => call.Split('(')[0]).Should().BeEquivalentTo(Functions.All.Select(function => function.Name));

    [Fact]
    public void Codes_NamedInTheRoomsPages_AreInTheCatalogue() =>
        Directory.GetFiles(Path.Combine(Repository.Root, "dsl"), "*.md").SelectMany(path => Regex.Matches(File.ReadAllText(path), "DF[0-9]{4}").Select(match => match.Value))
            .Should().OnlyContain(code => code == "DF1234" || ProblemCatalogue.Find(code) != null);

    // The words in code of what the pattern finds.
    private static List<string> CodeIn(string pattern)
    {
        var found = Regex.Match(Page, pattern, RegexOptions.Multiline);
        found.Success.Should().BeTrue("GRAMMAR.md holds {0}", pattern);
        return [.. CodeOf().Matches(found.Value).SelectMany(match => match.Value.Trim('`').Split(' ', StringSplitOptions.RemoveEmptyEntries))];
    }

    private static IEnumerable<string> Words(int first, int last) => Enumerable.Range(first, last - first + 1)
        .Select(type => DeepFlowLexer.DefaultVocabulary.GetLiteralName(type).Trim('\''));

    [GeneratedRegex("```[^`]+```|`[^`]+`")]
    private static partial Regex CodeOf();
}
