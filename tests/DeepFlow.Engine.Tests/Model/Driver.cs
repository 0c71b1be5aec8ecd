using DeepFlow.Engine.Instances;
using DeepFlow.Workflows.Definitions;
using DeepFlow.Workflows.Values;

namespace DeepFlow.Engine.Tests.Model;

/// <summary>Workers, people and time, as numbers direct them; and as they are when all mean well.</summary>
internal sealed class Driver(World world)
{
    private const int LongestEnding = 3000;

    /// <summary>Does one of the things that can happen now.</summary>
    public void Act(int number)
    {
        var possible = Possible().ToList();
        if (possible.Count == 0) return;
        possible[number % possible.Count](number / possible.Count);
    }

    /// <summary>From here on everything succeeds and nobody interferes: the run must come to its end.</summary>
    public void End()
    {
        for (var i = 0; i < LongestEnding; i++)
        {
            if (world.Instances.FirstOrDefault(r => r.Queue.Count > 0 || r.State.GoesOn) is { } waiting) world.Dispatch(waiting, 1);
            else if (world.Root.IsRunning && world.Root.State.Paused is not null) Post(world.Root, new(new ResumeRequested("ada")));
            else if (world.Jobs.FirstOrDefault(j => j.IsLiving) is { } job) Complete(job, "done", 5);
            else if (world.Tasks.FirstOrDefault(t => t.Status == "open") is { } task) Decide(task, "approve", 0);
            else if (world.Waiters.FirstOrDefault(w => w.Hears) is { } waiter) Hear(waiter, 5);
            else if (world.Timers.FirstOrDefault(t => t.Kind is TimerKind.Retry or TimerKind.Wait) is { } timer) Fire(timer);
            else if (world.Incidents.FirstOrDefault() is { } incident) Skip(incident, 0);
            else if (world.Instances.FirstOrDefault(r => r.IsRunning) is { } still) throw new RuleBroken($"{world.Name(still)} never ends");
            else return;
        }
        throw new RuleBroken("the run goes round and round");
    }

    private IEnumerable<Action<int>> Possible()
    {
        foreach (var run in world.Instances.Where(r => r.Queue.Count > 0 || r.State.GoesOn))
        {
            for (var weight = 0; weight < 4; weight++) yield return _ => world.Dispatch(run, 1);
            if (run.Queue.Count > 1) yield return n => world.Dispatch(run, 2 + n % 3);
        }
        foreach (var job in world.Jobs.Where(j => j.IsLiving))
        {
            yield return n => Complete(job, "done", n % 10);
            yield return n => Complete(job, "done", n % 10);
            yield return n => Complete(job, "again", n % 10);
            yield return n => Fail(job, retryable: n % 4 > 0);
            yield return n => Lose(job, released: n % 3 == 0);
        }
        foreach (var task in world.Tasks.Where(t => t.Status == "open"))
        {
            yield return n => Decide(task, "approve", n);
            yield return n => Decide(task, "approve", n);
            yield return n => Decide(task, "reject", n);
        }
        foreach (var waiter in world.Waiters.Where(w => w.Hears)) yield return n => Hear(waiter, n);
        if (world.Root.IsRunning)
            yield return n => Post(world.Root, new(world.Root.State.Paused is null && n % 3 == 0 ? new PauseRequested("ada", null) : new ResumeRequested("ada")));
        foreach (var timer in world.Timers) yield return _ => Fire(timer);
        foreach (var incident in world.Incidents)
        {
            yield return _ => Post(world.Find(incident.Instance), new(new RetryRequested(incident.Node, "ada")));
            yield return n => Skip(incident, n);
        }
        foreach (var run in world.Instances.Where(r => r.IsRunning))
        {
            yield return n => Enter(run, n);
            if (run.Heard.Count > 0) yield return n => Repeat(run, run.Heard[n % run.Heard.Count]);
            yield return n =>
            {
                if (n % 12 == 0) Post(run, new(new CancelRequested("ada", null)));
            };
        }
    }

    private void Post(Simulated run, Posted posted) => run.Queue.Add(posted);

    private void Complete(JobRow job, string outcome, int x)
    {
        job.Status = "completed";
        Post(world.Find(job.Instance), new(new JobCompleted(job.Id, job.Made.Node, job.Attempt, outcome, Value.Record(("x", Value.Of(x)))), job.Id));
    }

    private void Fail(JobRow job, bool retryable)
    {
        job.Status = "failed";
        Post(world.Find(job.Instance), new(new JobFailed(job.Id, job.Made.Node, job.Attempt, "broken", "It broke.", retryable), job.Id));
    }

    private void Lose(JobRow job, bool released)
    {
        job.Status = "lost";
        Post(world.Find(job.Instance), new(new JobLost(job.Id, job.Made.Node, job.Attempt, "w", released), job.Id));
    }

    private void Decide(TaskRow task, string outcome, int n)
    {
        var targets = task.Made.Outcomes.First(o => o.Name == outcome).Targets;
        task.Status = "decided";
        Post(world.Find(task.Instance), new(new TaskDecided(task.Id, task.Made.Node, outcome, targets.IsEmpty ? null : targets[n % targets.Length], null, Value.Record(("x", Value.Of(n % 10))), "june"), task.Id));
    }

    private void Hear(WaiterRow waiter, int x)
    {
        world.Waiters.Remove(waiter);
        Post(world.Find(waiter.Instance), new(new SignalReceived(waiter.Node, waiter.Iteration, "go", Value.Of(x), "ada", world.Now)));
    }

    private void Fire(TimerRow timer)
    {
        world.Now = timer.FiresAt > world.Now ? timer.FiresAt : world.Now;
        world.Timers.Remove(timer);
        Post(world.Find(timer.Instance), new(new TimerFired(timer.Node, timer.Iteration, timer.Kind)));
    }

    private void Skip(IncidentRow incident, int n)
    {
        var run = world.Find(incident.Instance);
        var outcomes = world.DefinitionOf(run).Connections.Where(c => c.From == incident.Node && (n > 0 || !c.Feedback)).Select(c => c.Outcome).ToList();
        var outcome = outcomes.FirstOrDefault(o => n == 0 && o is "done" or "approve" or "received") ?? (n % 5 == 4 ? "unheard_of" : outcomes[n % outcomes.Count]);
        Post(run, new(new SkipRequested(incident.Node, "ada", outcome, Value.Record(("x", Value.Of(n % 10))))));
    }

    private void Enter(Simulated run, int n)
    {
        var nodes = world.DefinitionOf(run).Nodes.Where(node => node is not JoinNode).ToList();
        var node = nodes[n % nodes.Count];
        var inner = node is CallNode call ? world.Bundle.Pipelines[call.Pipeline].Nodes.Where(i => i is ActivityNode).ToList() : [];
        var path = inner.Count > 0 && n / nodes.Count % 2 == 0 ? $"{node.Id}.{inner[n / nodes.Count / 2 % inner.Count].Id}" : node.Id;
        Post(run, new(new EnterRequested(path, "ada", null)));
    }

    /// <summary>The database hands every event out once; the core is safe by itself all the same.</summary>
    private void Repeat(Simulated run, Posted heard)
    {
        if (heard.Work is not null) Post(run, new(heard.Body, heard.Work) { IsStale = true });
    }
}
