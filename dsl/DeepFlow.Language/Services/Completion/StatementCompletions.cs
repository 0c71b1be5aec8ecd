using DeepFlow.Language.Services.Scopes;
using DeepFlow.Language.Syntax;
using DeepFlow.Workflows.Activities;
using DeepFlow.Workflows.Types;

namespace DeepFlow.Language.Services.Completion;

/// <summary>Inside a pipeline's blocks: statements, what a step may call, and what belongs into each statement.</summary>
internal sealed class StatementCompletions(Typing typing, PipelineScope? scope, ItemList items, ValueCompletions values)
{
    public void Find(Frame frame)
    {
        var segment = frame.Segment;
        if (segment.Count == 0)
        {
            Statements(frame);
            return;
        }

        var equals = segment.FindIndex(lexeme => lexeme.Is("="));
        switch (segment[0].Text)
        {
            case "var" or "set" when equals > 0:
                values.Find(segment.Skip(equals + 1).ToList(), segment is [_, { IsWord: true } name, ..] && scope is not null ? typing.TypeOf(scope, name.Text) : DslType.Any);
                break;
            case "var" when segment.Any(lexeme => lexeme.Is(":")):
                new TypeCompletions(typing, items).Find(segment);
                break;
            case "set" when segment.Count == 1:
                foreach (var variable in scope?.All.OfType<VariableName>() ?? [])
                {
                    items.Add(variable.Name.Text, CompletionKind.Variable, typing.TypeOf(scope!, variable.Name.Text).ToString(), null, $"{variable.Name.Text} = ", 0);
                }

                break;
            case "if":
                values.Find(segment.Skip(1).ToList(), DslType.Bool);
                break;
            case "for" when segment.FindIndex(lexeme => lexeme.Is("in")) is > 0 and var at:
                values.Find(segment.Skip(at + 1).ToList(), new ListType(DslType.Any));
                break;
            case "return":
                Results(segment);
                break;
            case "fail":
                values.Find(segment.Skip(1).ToList(), DslType.String);
                break;
            case "on":
                Trigger(segment);
                break;
            case "runs" when segment[^1].Is("then"):
                items.Keyword("queue", "A further run waits its turn", group: 0);
                items.Keyword("replace", "A further run ends the one that runs", group: 0);
                break;
            case "runs" when segment[^1].Is(","):
                items.Keyword("then", "What a further run does");
                break;
            case "parallel":
                items.Keyword("any", "Goes on as soon as one branch is done");
                break;
            case "@" when segment.Count == 1:
                items.Add("at", CompletionKind.Keyword, null, "Where the designer draws the next statement", "at(${1:120}, ${2:80})", 0, isSnippet: true);
                break;
            default:
                if (equals >= 1 && equals == segment.Count - 1)
                {
                    Callees();
                }

                break;
        }
    }

    /// <summary>What a step may call: pipelines and activities, by the stage of the lifecycle they belong to.</summary>
    private void Callees()
    {
        foreach (var activity in typing.Catalog.Activities)
        {
            Callee(Scopes.Callee.Of(activity), CompletionKind.Activity, 1 + (int)activity.Stage, $"{Stage(activity)} · {activity.Role}");
        }

        foreach (var declaration in typing.Visible.All.Where(declaration => declaration.Syntax is PipelineSyntax or ActivitySyntax && declaration.Syntax != scope?.Pipeline))
        {
            var isPipeline = declaration.Syntax is PipelineSyntax;
            Callee(Scopes.Callee.Of(declaration)!, isPipeline ? CompletionKind.Pipeline : CompletionKind.Activity, 0, isPipeline ? "pipeline" : "activity of this project");
        }
    }

    private void Callee(Callee callee, CompletionKind kind, int group, string detail)
    {
        var required = callee.Inputs.Where(input => input.Required).ToList();
        var arguments = string.Join(", ", required.Select((input, i) => $"{input.Name}: ${{{i + 1}}}"));
        items.Add(callee.Name, kind, detail, Descriptions.Of(callee), $"{callee.Name}({(required.Count > 0 ? arguments : "${1}")})", group, isSnippet: true);
    }

    private static string Stage(ActivitySignature activity) => activity.Stage.ToString().ToLowerInvariant();

    private void Statements(Frame frame)
    {
        items.Snippets("statement");
        items.Keyword("step", "Something that is done: an activity of a machine or a person, or a whole pipeline", "step ");
        items.Keyword("if", "One way or the other");
        items.Keyword("parallel", "Branches that run side by side");
        items.Keyword("branch", "One of the branches of a `parallel` block");
        items.Keyword("for", "The same for each element of a list, side by side");
        items.Keyword("var", "A value that outlives a loop");
        items.Keyword("set", "Gives a variable another value");
        items.Keyword("return", "Ends the pipeline with its results");
        items.Keyword("stop", "Ends the pipeline");
        items.Keyword("fail", "Ends the run as failed, with a text that says why");
        if (frame.IsBody)
        {
            items.Keyword("on", "What starts a run by itself", "on ");
            items.Keyword("runs", "How many runs at once, and what a further one does");
            items.Keyword("roles", "Who does an activity's steps unless a step says otherwise");
        }
    }

    private void Results(List<Lexeme> segment)
    {
        var results = scope?.Pipeline.Results ?? [];
        var start = segment.FindLastIndex(lexeme => lexeme.Is(",")) + 1;
        start = Math.Max(start, 1);
        var entry = segment.Skip(start).ToList();
        if (entry is [{ IsWord: true } name, var colon, ..] && colon.Is(":"))
        {
            var type = results.FirstOrDefault(result => result.Name.Text == name.Text)?.Type;
            values.Find(entry.Skip(2).ToList(), type is null ? DslType.Any : TypeReading.Of(type));
        }
        else if (entry.Count == 0)
        {
            foreach (var result in results.Where(result => !result.Name.IsMissing && segment.All(lexeme => lexeme.Text != result.Name.Text)))
            {
                items.Add(result.Name.Text, CompletionKind.Argument, TypeReading.Of(result.Type).ToString(), null, $"{result.Name.Text}: ", 0);
            }
        }
    }

    private void Trigger(List<Lexeme> segment)
    {
        if (segment.Count == 1)
        {
            foreach (var (label, insert, meaning) in Triggers)
            {
                items.Add(label, CompletionKind.Keyword, "trigger", meaning, insert, 0, isSnippet: insert != label);
            }
        }
        else if (segment[^1].Is("->") && scope is not null)
        {
            TargetCompletions.Steps(items, scope);
        }
    }

    private static readonly (string Label, string Insert, string Meaning)[] Triggers =
    [
        ("started", "started", "A person starts it"),
        ("data_changed", "data_changed(${1:data})", "A parameter's data has a new version"),
        ("cron", "cron(\"${1:0 3 * * 1}\", zone: \"${2:Europe/Zurich}\")", "At fixed times: minute, hour, day of the month, month, day of the week"),
        ("event", "event(\"${1:name}\")", "Somebody sends the event"),
        ("pushed", "pushed(branch: \"${1:main}\")", "Code arrives on a branch"),
        ("finished", "finished(${1:pipeline})", "A run of another pipeline is over"),
    ];
}
