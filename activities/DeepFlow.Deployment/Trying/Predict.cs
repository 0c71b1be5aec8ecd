using System.ComponentModel.DataAnnotations;
using System.Net.Http.Json;
using System.Text.Json;
using DeepFlow.Data.Versions;
using DeepFlow.Deployment.Rollout;
using DeepFlow.Deployment.Serving;
using DeepFlow.Learning.Evaluation;
using DeepFlow.Learning.Reports;
using DeepFlow.Workflows;
using DeepFlow.Workflows.Activities;
using DeepFlow.Workflows.Definitions;
using DeepFlow.Workflows.Values;
using Stopwatch = System.Diagnostics.Stopwatch;

namespace DeepFlow.Deployment.Trying;

[Activity("predict", Stage = Stage.Deployment, Role = "devops_engineer",
    Summary = "Sends labelled pictures to a deployment as its users would, and counts right answers and time.")]
public sealed class Predict(DataReader reader) : Activity<Predict.Input, Predict.Output>
{
    public sealed record Input(
        [property: DslType("deployment"), About("What is asked.")] DeploymentHandle Deployment,
        [property: DslType("dataset<D>"), About("Where the pictures come from.")] DataHandle Data,
        [property: Range(1, 100_000), About("How many pictures are sent.")] int Count = 100,
        [property: About("Another seed picks other pictures.")] long Seed = 0);

    public sealed record Output(
        [property: DslType("percent"), About("The share that was answered rightly.")] double Accuracy,
        [property: About("Where the accuracy on all such pictures lies, with 95 % confidence.")] ValueRange<double> Interval,
        [property: DslType("metrics"), About("Milliseconds from request to answer: median, 95th and 99th percentile, longest.")] MetricValues Latency);

    public override async Task<Output> RunAsync(Input input, ActivityContext context)
    {
        var items = await reader.LoadAsync(context.Project, input.Data.Commit, context.Cancellation);
        var version = await reader.OpenAsync(context.Project, input.Data.Commit, context.Cancellation);
        if (items.Labels is not { } labels || version.Manifest.Dataset.Item is not ImageItem type || items.Count == 0)
        {
            throw new ActivityFailureException("not_labeled", $"{input.Data.Id} holds no labelled pictures to ask about.", retryable: false);
        }

        using var client = new HttpClient { BaseAddress = new Uri(input.Deployment.Endpoint) };
        var chosen = Chosen(items.Count, input.Count, input.Seed);
        var milliseconds = new List<double>();
        var right = 0;
        foreach (var item in chosen)
        {
            var picture = Picture.ToPng(items.Item(item), type);
            var start = Stopwatch.GetTimestamp();
            var answer = await AskAsync(client, picture, input.Deployment, context.Cancellation);
            milliseconds.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            right += answer.Label == items.LabelNames[labels[item]] ? 1 : 0;
            context.Progress((double)milliseconds.Count / chosen.Length, $"{right} of {milliseconds.Count} right");
        }

        var interval = Interval.Wilson(right, chosen.Length);
        return new Output((double)right / chosen.Length, new ValueRange<double>(interval.Low, interval.High), LatencyOf(input.Deployment, milliseconds));
    }

    private static async Task<PredictAnswer> AskAsync(HttpClient client, byte[] picture, DeploymentHandle deployment, CancellationToken cancellation)
    {
        try
        {
            using var answer = await client.PostAsync("/predict", new ByteArrayContent(picture), cancellation);
            if (!answer.IsSuccessStatusCode)
            {
                throw new ActivityFailureException(
                    "refused", $"{deployment.Name} at {deployment.Endpoint} refused a picture: {await answer.Content.ReadAsStringAsync(cancellation)}", retryable: false);
            }

            return (await answer.Content.ReadFromJsonAsync<PredictAnswer>(DeepFlowJson.Options, cancellation))!;
        }
        catch (Exception exception) when (exception is HttpRequestException or JsonException)
        {
            throw new ActivityFailureException("no_answer", $"{deployment.Name} at {deployment.Endpoint} does not answer: {exception.Message}", retryable: true, exception);
        }
    }

    /// <summary>Positions without repetition, the same for the same seed.</summary>
    private static int[] Chosen(int items, int count, long seed)
    {
        var all = Enumerable.Range(0, items).ToArray();
        new Random(seed.GetHashCode()).Shuffle(all);
        return all[..Math.Min(count, items)];
    }

    private static MetricValues LatencyOf(DeploymentHandle deployment, List<double> milliseconds)
    {
        milliseconds.Sort();
        return MetricValues.Of(
            $"Latency of {deployment.Name}", ("p50_ms", At(0.5)), ("p95_ms", At(0.95)), ("p99_ms", At(0.99)), ("max_ms", milliseconds[^1]), ("requests", milliseconds.Count));

        double At(double share) => Math.Round(milliseconds[(int)Math.Ceiling(share * milliseconds.Count) - 1], 3);
    }
}
