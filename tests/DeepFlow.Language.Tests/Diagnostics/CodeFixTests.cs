using DeepFlow.Language.Editing;
using DeepFlow.Language.Services;
using DeepFlow.Language.Sources;
using DeepFlow.Language.Tests.Catalog;
using DeepFlow.Language.Tests.Golden;

namespace DeepFlow.Language.Tests.Diagnostics;

public class CodeFixTests
{
    [Theory]
    [MemberData(nameof(GoldenTests.Programs), MemberType = typeof(GoldenTests))]
    public void EveryFix_Applied_MendsWhatItWasOfferedFor(string program)
    {
        var workspace = new LanguageWorkspace(Path.Combine(Repository.Tests, "Golden", program), TestCatalog.Value);
        foreach (var file in workspace.Current.AllPaths)
        {
            var snapshot = workspace.Current;
            var source = snapshot.Source(file)!;
            foreach (var action in snapshot.Actions(file, new TextSpan(0, source.Content.Length)))
            {
                var texts = action.Edits.GroupBy(edit => edit.Place.Source.Path).ToDictionary(
                    edits => edits.Key,
                    edits => TextEdits.Apply(snapshot.Source(edits.Key)!.Content, [.. edits.OrderBy(edit => edit.Place.Span.Start).Select(edit => new TextEdit(edit.Place.Span, edit.Replacement))]));

                Count(snapshot.Holding(texts)).Should().BeLessThan(Count(snapshot), "`{0}` is to mend {1}", action.Title, action.Mends);

                int Count(LanguageSnapshot project) => project.Diagnostics(file).Count(finding => (finding.Code, finding.Message) == (action.Mends.Code, action.Mends.Message));
            }
        }
    }

    [Fact]
    public void Titles_OfAllFixes_AreOrders()
    {
        var titles = Directory.GetDirectories(Path.Combine(Repository.Tests, "Golden"))
            .Select(folder => new LanguageWorkspace(folder, TestCatalog.Value).Current)
            .SelectMany(snapshot => snapshot.AllPaths.SelectMany(file => snapshot.Actions(file, new TextSpan(0, snapshot.Source(file)!.Content.Length))))
            .Select(action => action.Title).Distinct().ToList();

        titles.Should().HaveCountGreaterThan(10).And.OnlyContain(title => System.Text.RegularExpressions.Regex.IsMatch(title, "^(Change|Remove|Rename|Write) .*[^.]$"));
    }
}
