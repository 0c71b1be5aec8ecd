using DeepFlow.Language.Diagnostics;

namespace DeepFlow.Language.Tests.Diagnostics;

public class ProblemCatalogueTests
{
    [Fact]
    public void Codes_InTheWholeCatalogue_AreUniqueAndWellFormed()
    {
        ProblemCatalogue.All.Select(problem => problem.Code).Should().OnlyHaveUniqueItems();
        ProblemCatalogue.All.Should().OnlyContain(problem => System.Text.RegularExpressions.Regex.IsMatch(problem.Code, "^DF[1-9][0-9]{3}$"));
    }

    [Fact]
    public void Problems_AllOfThem_AreDocumentedInFullSentences()
    {
        foreach (var problem in ProblemCatalogue.All)
        {
            problem.Cause.Should().MatchRegex("^[A-Z`].*[.]$", "the cause of {0} is a sentence", problem.Code);
            problem.Mend.Should().MatchRegex("^[A-Z`].*[.]$", "the mend of {0} is a sentence", problem.Code);
            problem.Example.Should().NotBeNullOrWhiteSpace("{0} has an example", problem.Code);
        }
    }

    [Fact]
    public void Find_WithACodeInAnyCase_FindsTheProblem()
    {
        ProblemCatalogue.Find("df1005")!.Code.Should().Be("DF1005");
        ProblemCatalogue.Find("DF9999").Should().BeNull();
    }
}
