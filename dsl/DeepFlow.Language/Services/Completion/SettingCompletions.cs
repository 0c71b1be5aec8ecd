using DeepFlow.Language.Syntax;
using DeepFlow.Language.Services.Scopes;
using DeepFlow.Workflows.Types;

namespace DeepFlow.Language.Services.Completion;

/// <summary>Inside a step's braces.</summary>
internal sealed class SettingCompletions(Typing typing, PipelineScope? scope, ItemList items, ValueCompletions values)
{
    public static IEnumerable<string> Words => SettingKind.All.Select(setting => setting.Name);

    /// <summary>What a setting's word means; null for other words.</summary>
    public static string? MeaningOf(string word) => SettingKind.All.FirstOrDefault(setting => setting.Name == word)?.Meaning;

    public void Find(Frame frame)
    {
        var segment = frame.Segment;
        var callee = typing.FindCallee(frame.Callee);
        if (segment.Count == 0)
        {
            var isTask = callee?.IsTask == true;
            foreach (var setting in SettingKind.All.Where(setting => callee is null || callee.IsPipeline || (isTask ? setting.ForTasks : setting.ForJobs))
                .Where(setting => setting.Name == "on" || !frame.Heads.Contains(setting.Name)))
            {
                items.Add(setting.Name, CompletionKind.Setting, "setting", setting.Meaning, setting.Snippet, 0, setting.Snippet.Contains("${", StringComparison.Ordinal));
            }

            return;
        }

        var last = segment[^1];
        switch (segment[0].Text)
        {
            case "by" when last.Is("by") || last.Is(","):
                items.Holders();
                break;
            case "needs" or "prefers" when segment.Count == 1 || last.Is(","):
                Resources(segment);
                break;
            case "retry" when last.Is(","):
                items.Add("backoff", CompletionKind.Keyword, null, "How long to wait between attempts", "backoff ${1:10s..5m}", 0, isSnippet: true);
                break;
            case "checkpoint" when segment.Count == 1:
                items.Keyword("every", "How often");
                break;
            case "checkpoint" when last.Kind == LexemeKind.Number:
                items.Keyword("epoch", "Each time the training data has been seen");
                items.Keyword("batches", "Each so many batches");
                break;
            case "when":
                values.Find(segment.Skip(1).ToList(), DslType.Bool);
                break;
            case "due" when last.Is(","):
                items.Keyword("then", "Who is asked next");
                items.Add("remind", CompletionKind.Keyword, null, "How long before it is due, and how often, people are reminded", "remind ${1:1d}", 0, isSnippet: true);
                break;
            case "due" when segment.Count > 2 && segment[^2].Is("then"):
                items.Add("after", CompletionKind.Keyword, null, "How long after the one before", "after ${1:2d}", 0, isSnippet: true);
                break;
            case "due" when last.Is("then"):
                items.Holders();
                break;
            case "approvals" when last.Is(","):
                items.Keyword("not", "Who may not be among them", "not by ");
                break;
            case "approvals" when last.Is("not"):
                items.Keyword("by", "Who did that step");
                break;
            case "approvals" when last.Is("by"):
                Targets();
                break;
            case "hide":
                Hide(segment, callee);
                break;
            case "on":
                Edge(segment, callee);
                break;
        }
    }

    private void Resources(List<Lexeme> segment)
    {
        var resources = new[] { ("gpu", "gpu ${1:1}", "Graphics cards"), ("cpu", "cpu ${1:4}", "Cores"), ("memory", "memory ${1:8Gi}", "Main memory"), ("pool", "pool \"${1:a100}\"", "A group of machines by name") };
        foreach (var (name, insert, meaning) in resources.Where(resource => segment.All(lexeme => lexeme.Text != resource.Item1)))
        {
            items.Add(name, CompletionKind.Keyword, "resource", meaning, insert, 0, isSnippet: true);
        }
    }

    private void Hide(List<Lexeme> segment, Callee? callee)
    {
        if (segment.Any(lexeme => lexeme.Is("from")))
        {
            items.Roles();
            return;
        }

        if (segment[^1].IsWord && segment.Count > 1)
        {
            items.Keyword("from", "From which roles");
            return;
        }

        foreach (var output in callee?.Outputs ?? [])
        {
            items.Add(output.Name, CompletionKind.Output, output.Type.ToString(), output.Summary, output.Name, 0);
        }
    }

    private void Edge(List<Lexeme> segment, Callee? callee)
    {
        var last = segment[^1];
        var hasArrow = segment.Any(lexeme => lexeme.Is("->"));
        if (!hasArrow && (segment.Count == 1 || last.Is(",")))
        {
            foreach (var outcome in callee?.Outcomes ?? [])
            {
                items.Add(outcome.Name, CompletionKind.Outcome, outcome.Label, outcome.Continues ? "Goes on to the next statement." : null, outcome.Name, 0);
            }
        }
        else if (last.Is("->") || last.Is("|"))
        {
            Targets();
        }
        else if (last.Is(","))
        {
            items.Add("max", CompletionKind.Keyword, null, "How often the run may go this way", "max ${1:5}", 0, isSnippet: true);
            items.Keyword("then", "What happens when `max` is used up", group: 0);
        }
        else if (last.Is("then"))
        {
            items.Keyword("fail", "The run fails", group: 0);
            Targets();
        }
        else if (!hasArrow)
        {
            items.Keyword("->", "Where it leads");
        }
    }

    private void Targets()
    {
        if (scope is not null)
        {
            TargetCompletions.Steps(items, scope);
            TargetCompletions.Inside(items, typing, scope);
        }
    }
}
