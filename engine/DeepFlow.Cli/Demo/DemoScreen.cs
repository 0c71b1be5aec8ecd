using System.Collections.Concurrent;
using DeepFlow.Cli.Output;
using DeepFlow.Engine.Instances;
using Spectre.Console;

namespace DeepFlow.Cli.Demo;

/// <summary>
/// What the demo shows while it runs: a line for each thing that happened, and below them a bar for each job under way.
/// Where nobody watches a terminal the bars are left out and progress is told now and then; for JSON only the run is named.
/// </summary>
internal sealed class DemoScreen(bool silent) : IAsyncDisposable
{
    private static readonly TimeSpan TellEvery = TimeSpan.FromSeconds(10);
    private readonly ConcurrentDictionary<Guid, ProgressTask> bars = new();
    private readonly Dictionary<Guid, (long At, string Text)> told = [];
    private TaskCompletionSource closed = new();
    private ProgressContext? progress;
    private Task drawing = Task.CompletedTask;

    private static bool IsTerminal => Terminal.Error.Profile.Capabilities.Interactive;

    /// <summary>Starts drawing bars. Until <see cref="DisposeAsync"/>, after which it may be opened again, nothing else may ask questions at the terminal.</summary>
    public async Task OpenAsync()
    {
        if (silent || !IsTerminal || progress is not null) return;
        closed = new();
        var ready = new TaskCompletionSource();
        drawing = Terminal.Error.Progress().AutoClear(true).HideCompleted(true)
            .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn { Width = 30 }, new PercentageColumn(), new ElapsedTimeColumn())
            .StartAsync(async context =>
            {
                progress = context;
                ready.SetResult();
                await closed.Task;
            });
        await Task.WhenAny(ready.Task, drawing);
    }

    /// <summary>Tells which run it is, as soon as it exists: with its id a killed demo can be found again.</summary>
    public void Name(Guid run, string what)
    {
        if (silent) Console.Error.WriteLine($"instance {run}");
        else Say($"The run [bold]{run}[/] {what}.");
    }

    public void Say(string line)
    {
        if (silent) return;
        if (IsTerminal) Terminal.Error.MarkupLine(line);
        else Console.Error.WriteLine(Markup.Remove(line));
    }

    /// <summary>Brings the bars to what the jobs report.</summary>
    public void Show(IEnumerable<JobView> jobs)
    {
        if (silent) return;
        foreach (var job in jobs)
        {
            if (job.Status is "running") Draw(job);
            else if (bars.TryRemove(job.Id, out var bar)) bar.StopTask();
        }
    }

    private void Draw(JobView job)
    {
        var text = $"{job.Node}: {(job.ProgressText.Length > 0 ? job.ProgressText : "starting")}";
        if (progress is not null)
        {
            var bar = bars.GetOrAdd(job.Id, _ => progress.AddTask(Markup.Escape(text), maxValue: 1));
            bar.Description = Markup.Escape(text);
            bar.Value = Math.Min(job.Progress, 0.999); // a full bar would be taken away before the job has ended
        }
        else if (!told.TryGetValue(job.Id, out var last) || (Environment.TickCount64 - last.At > TellEvery.TotalMilliseconds && last.Text != text))
        {
            told[job.Id] = (Environment.TickCount64, text);
            if (last.Text is not null) Console.Error.WriteLine($"    {text} ({job.Progress:P0})");
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var bar in bars.Values) bar.StopTask();
        bars.Clear();
        closed.TrySetResult();
        await drawing;
        progress = null;
    }
}
