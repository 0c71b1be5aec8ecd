using DeepFlow.Language.Diagnostics;
using DeepFlow.Language.Parsing;
using DeepFlow.Language.Sources;
using DeepFlow.Language.Syntax;
using DeepFlow.Language.Tests.Examples;
using Xunit.Abstractions;

namespace DeepFlow.Language.Tests.Parsing;

/// <summary>What a half-typed program costs: each token of the example programs is deleted in turn.</summary>
public class ExampleRecoveryTests(ITestOutputHelper output)
{
    private const double MostStepsLost = 0.1;
    private const double MostFalseErrors = 1.0;

    [Fact]
    public void OneTokenDeleted_OnAverage_LosesFewStepsAndTellsFewThingsThatAreNotWrong()
    {
        var deletions = ExampleProgramsTests.Files.SelectMany(Deletions).ToList();
        var costs = new (int Lost, int False)[deletions.Count];
        var whole = ExampleProgramsTests.Files.ToDictionary(file => file, file => CountSteps(file, File.ReadAllText(Path.Combine(ExampleProgramsTests.Folder, file))));
        Parallel.For(0, deletions.Count, i => costs[i] = CostOf(deletions[i].File, deletions[i].Text, whole[deletions[i].File]));

        var (lost, falseErrors) = (costs.Average(cost => cost.Lost), costs.Average(cost => cost.False));
        output.WriteLine($"{deletions.Count} deletions: {lost:0.000} steps lost and {falseErrors:0.000} false errors on average.");
        foreach (var worst in costs.Zip(deletions).OrderByDescending(pair => pair.First.Lost + pair.First.False).Take(10))
        {
            output.WriteLine($"{worst.Second.File} without `{worst.Second.Token}` in line {worst.Second.Line}: {worst.First.Lost} steps lost, {worst.First.False} false errors");
        }

        lost.Should().BeLessThan(MostStepsLost);
        falseErrors.Should().BeLessThan(MostFalseErrors);
    }

    // One error is true: the token is missing. A program that is still right without it has none.
    private static (int Lost, int False) CostOf(string file, string text, int whole)
    {
        var files = new SourceFiles(ExampleProgramsTests.Folder) { Unsaved = new Dictionary<string, string> { [file] = text } };
        var errors = Compiler.Compile(files, [file], ExampleProgramsTests.Catalog).Diagnostics.Count(finding => finding.Severity == Severity.Error);
        return (Math.Max(0, whole - CountSteps(file, text)), Math.Max(0, errors - 1));
    }

    private static IEnumerable<(string File, string Text, string Token, int Line)> Deletions(string file)
    {
        var source = new SourceText(file, File.ReadAllText(Path.Combine(ExampleProgramsTests.Folder, file)));
        return Tokens.Read(source, new TextSpan(0, source.Content.Length), new DiagnosticBag()).Items
            .Select(token => Tokens.SpanOf(token))
            .Select(span => (file, source.Content.Remove(span.Start, span.Length), source.Slice(span).Trim(), source.PositionOf(span.Start).Line));
    }

    private static int CountSteps(string file, string text) =>
        ParsedFile.Parse(new SourceText(file, text)).Document.Declarations.OfType<PipelineSyntax>().Sum(pipeline => StepsIn(pipeline.Body));

    private static int StepsIn(BlockSyntax block) => block.Statements.Sum(statement => statement switch
    {
        StepSyntax => 1,
        IfSyntax choice => StepsIn(choice.Then) + (choice.Otherwise is null ? 0 : StepsIn(choice.Otherwise)),
        ParallelSyntax parallel => StepsIn(parallel.Body),
        BranchSyntax branch => StepsIn(branch.Body),
        ForSyntax loop => StepsIn(loop.Body),
        _ => 0,
    });
}
