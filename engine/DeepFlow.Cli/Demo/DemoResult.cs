using System.Collections.Immutable;
using System.Text.Json.Serialization;
using DeepFlow.Engine.Instances;
using DeepFlow.Workflows.Values;

namespace DeepFlow.Cli.Demo;

/// <summary>What came out of the demo's run, read from the run itself. The names of its fields are promised, that of the loops in camelCase.</summary>
internal sealed record DemoResult(Guid Instance, DemoDataset Dataset, DemoModel Model, DemoTest Test, [property: JsonPropertyName("feedbackLoops")] int FeedbackLoops, string Endpoint, double Seconds)
{
    /// <param name="rounds">How many times the run went back.</param>
    public static DemoResult Of(InstanceDetail run, int rounds, double seconds)
    {
        var model = LatestCalled(run, "model");
        var evaluation = model.State.NodeAt("evaluation").Output;
        var interval = evaluation.Member("interval") as RangeValue;
        var data = run.State.NodeAt("data").Output;
        var train = data.Member("train");
        return new(
            run.Id,
            new(Text(train.Member("commit")), Count(train.Member("items")), Count(data.Member("test").Member("items"))),
            new(Text(run.State.NodeAt("model").Output.Member("version").Member("id")), LatestCalled(run, "deployment").State.NodeAt("packaging").Output.Member("size") is SizeValue size ? size.Value.Bytes : null),
            new(Number(evaluation.Member("accuracy")), interval is null ? [] : [Number(interval.Low), Number(interval.High)]),
            rounds,
            Text(run.State.NodeAt("deployment").Output.Member("deployment").Member("endpoint")),
            Math.Round(seconds, 1));
    }

    private static InstanceDetail LatestCalled(InstanceDetail run, string step) =>
        run.Children.LastOrDefault(c => c.ParentNode == step) ?? throw new InvalidOperationException($"The run never called {step}.");

    private static string Text(Value value) => value.ToText();

    private static long Count(Value value) => value is IntValue count ? count.Value : 0;

    private static double Number(Value value) => value switch
    {
        FloatValue number => number.Value,
        IntValue number => number.Value,
        _ => double.NaN,
    };
}

internal sealed record DemoDataset(string Commit, long Train, long Test);

/// <param name="Size">Of the package, in bytes.</param>
internal sealed record DemoModel(string Version, long? Size);

/// <param name="Interval">Where the accuracy lies, with 95 % confidence.</param>
internal sealed record DemoTest(double Accuracy, ImmutableArray<double> Interval);
