using DeepFlow.Engine.Tasks;

namespace DeepFlow.Cli.Demo;

/// <summary>What the demo's people decide: the scientist is not content with the first experiment, everybody agrees with the rest.</summary>
internal static class Script
{
    public static Decision Decide(HumanTask task, string person)
    {
        var first = task.Outcomes[0].Name;
        return (task.Node, task.Iteration) switch
        {
            ("experiment_evaluation", 1) when task.Outcomes.Any(o => o.Name == "reject") =>
                new("reject", person, Target: "tuning", Comment: "Before we register anything: look elsewhere too."),
            ("experiment_evaluation", _) => new(first, person, Comment: "Good enough: the best checkpoint it is."),
            ("maintenance", _) => new("carry_on", person, Comment: "It serves well."),
            ("review", _) => new(first, person, Comment: "Checked on data that it has never seen."),
            _ => new(first, person),
        };
    }
}
