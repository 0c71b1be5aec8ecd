using DeepFlow.Language.Parsing;
using DeepFlow.Language.Sources;
using DeepFlow.Language.Syntax;

namespace DeepFlow.Language.Editing;

/// <summary>Statements that were copied as text, made ready for the pipeline that they are put into.</summary>
internal static class Pasting
{
    public static string Text(Canvas canvas, string copied)
    {
        var lines = copied.ReplaceLineEndings("\n").Trim('\n').TrimEnd();
        var indent = lines.Split('\n').Where(line => line.Trim().Length > 0).Select(line => line.Length - line.TrimStart(' ').Length).DefaultIfEmpty(0).Min();
        const string Head = "pipeline copied() {\n";
        var source = new SourceText("", $"{Head}{Canvas.Indented(lines, -indent)}\n}}\n");
        var read = ParsedFile.Parse(source);
        if (read.Problems.Count > 0 || read.Document.Declarations is not [PipelineSyntax { Body.Statements.Count: > 0 } pipeline])
        {
            throw new Refusal(read.Problems.Count > 0 ? $"What was copied does not read as statements: {read.Problems[0].Message}" : "What was copied holds no statement.");
        }

        var renamed = TextEdits.Apply(source.Content, TextEdits.InOrder(NewNames(canvas, pipeline))!);
        return renamed[Head.Length..renamed.LastIndexOf('}')].TrimEnd().Replace("\n", canvas.NewLine);
    }

    private static IEnumerable<TextEdit> NewNames(Canvas canvas, PipelineSyntax pipeline)
    {
        var nodes = pipeline.WithDescendants().ToList();
        var own = nodes.OfType<StepSyntax>().Select(step => step.Name.Text).ToHashSet(StringComparer.Ordinal);
        var given = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var name in own.Where(name => name.Length > 0))
        {
            given[name] = Enumerable.Range(1, int.MaxValue).Select(number => number == 1 ? name : $"{name}_{number}")
                .First(free => !StepName.IsTaken(canvas, free) && !given.ContainsValue(free) && (free == name || !own.Contains(free)));
        }

        return nodes.Select(node => node switch
            {
                StepSyntax step => step.Name,
                NameExpressionSyntax expression => expression.Name,
                TargetSyntax target => target.Path[0],
                _ => null,
            })
            .OfType<NameSyntax>()
            .Where(name => given.TryGetValue(name.Text, out var now) && now != name.Text)
            .Select(name => new TextEdit(name.Span, given[name.Text]));
    }
}
