using System.Text;
using DeepFlow.Language.Services.Scopes;
using DeepFlow.Workflows.Activities;
using DeepFlow.Workflows.Definitions;

namespace DeepFlow.Language.Services;

/// <summary>What things are, in Markdown for hovers and completions.</summary>
internal static class Descriptions
{
    /// <summary>What a callee does, who does it, what it takes and gives.</summary>
    public static string Of(Callee callee)
    {
        var text = new StringBuilder();
        text.Append("```dlflow\n").Append(Head(callee)).Append("\n```\n");
        if (callee.Summary is { Length: > 0 } summary)
        {
            text.Append('\n').Append(summary).Append('\n');
        }

        if (callee.Activity is { } activity)
        {
            text.Append($"\n{(activity.Kind == ActivityKind.Task ? "A task for" : "A job of")} `{activity.Role}`, stage {activity.Stage.ToString().ToLowerInvariant()}.\n");
        }

        foreach (var input in callee.Inputs.Where(input => input.Summary is not null))
        {
            text.Append($"\n- `{input.Name}`: {input.Summary}");
        }

        return text.ToString().TrimEnd();
    }

    /// <summary><c>split_data(data: dataset&lt;D&gt;, seed: int = 0) -> (first: dataset&lt;D&gt;, rest: dataset&lt;D&gt;)</c></summary>
    public static string Head(Callee callee) =>
        $"{callee.Name}({string.Join(", ", callee.Inputs.Select(Input))})"
        + (callee.Outputs.Count == 0 ? "" : $" -> ({string.Join(", ", callee.Outputs.Select(output => $"{output.Name}: {output.Type}"))})");

    public static string Input(CalleeInput input) =>
        $"{input.Name}: {input.Type}" + (input.Default is { Length: > 0 } value ? $" = {value}" : "");
}
