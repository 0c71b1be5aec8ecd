using DeepFlow.Cli.Output;

namespace DeepFlow.Cli.Demo;

/// <summary>The demo's last words: what was made, where it answers, how to look further.</summary>
internal static class DemoSummary
{
    public static void Write(DemoResult result, Uri api, string picture, bool keepsServing)
    {
        var interval = result.Test.Interval is [var low, var high] ? $" (95 % interval {low:P1} to {high:P1})" : "";
        var name = Invocation.Name;
        Write("");
        Write(Styled.Success("The lifecycle has run once around.") + $" It took {result.Seconds:0} s and {Count(result.FeedbackLoops, "feedback loop")}.");
        Write("");
        Line("run", result.Instance.ToString());
        Line("data set", $"{result.Dataset.Commit}  ({result.Dataset.Train:N0} to learn from, {result.Dataset.Test:N0} to test)");
        Line("model", result.Model.Version + (result.Model.Size is { } size ? $"  ({size / 1024.0:N0} KiB packaged)" : ""));
        Line("test accuracy", $"{result.Test.Accuracy:P2}{interval}");
        if (!keepsServing)
        {
            Write("");
            Write($"All that the demo started is stopped. Look further: {name} show {result.Instance}, {name} data, {name} models.");
            return;
        }
        Line("endpoint", result.Endpoint);
        if (BuiltDesigner.Find() is not null) Line("in a browser", $"{api}");
        Line("API", $"{api}reference");
        Write("");
        Write("Ask it for yourself, with a real test picture:");
        Write("");
        Write($"  curl --data-binary @{picture} -H 'Content-Type: image/png' {result.Endpoint}/predict");
        Write("");
        Write($"Look further, in another terminal: {name} show {result.Instance}, {name} data, {name} models, {name} instances.");
        Write("Serving until Ctrl-C.");
    }

    private static void Line(string label, string value) => Write($"  {Styled.Quiet(label.PadRight(14))} {value}");

    private static string Count(int count, string thing) => count == 1 ? $"1 {thing}" : $"{count} {thing}s";

    private static void Write(string line) => Console.Out.WriteLine(line);
}
