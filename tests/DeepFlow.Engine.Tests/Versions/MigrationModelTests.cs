using System.Collections.Immutable;
using CsCheck;
using DeepFlow.Engine.Instances;
using DeepFlow.Engine.Tests.Model;
using DeepFlow.Engine.Versions;
using DeepFlow.Testing;
using DeepFlow.Workflows.Activities;
using DeepFlow.Workflows.Definitions;

namespace DeepFlow.Engine.Tests.Versions;

/// <summary>Any pipeline, wherever it stands: migrations keep their promises. CsCheck prints the seed of what breaks one.</summary>
public sealed class MigrationModelTests
{
    private static readonly ActivityRegistry Activities = new(typeof(Gate).Assembly);
    private static readonly Gen<((Sketch[] Top, Sketch[] Called) Pipelines, int[] Numbers)> Runs = Gen.Select(Sketch.Pipelines, Gen.Int[0, 100_000].Array[0, 40]);

    [Fact]
    public void IdenticalDefinition_ChangesNothing() => Runs.ForEach(t =>
    {
        var world = Play(t.Pipelines, t.Numbers);
        foreach (var run in world.Instances.Where(r => r.IsRunning))
        {
            var plan = MigrationPlanner.Plan(world.Bundle, world.Bundle, run.Instance);
            if (!plan.Blocks.IsEmpty || plan.Steps.Any(s => s.Fate is not (StepFate.Kept or StepFate.GoesOn))) throw new RuleBroken($"{string.Join("; ", plan.Steps)} {string.Join("; ", plan.Blocks)}\n{world.Log}");
            var result = Migrate(world.Bundle, run.Instance, plan, world.Bundle, world.Now);
            if (StateText.Of(result.State) != StateText.Of(run.State) || result.Effects.Any(e => e is not (MoveToBundle or JournalEntry or HoldJobs))) throw new RuleBroken($"something changed\n{world.Log}");
        }
    }, times: 150);

    [Fact]
    public void ChangedDefinition_DoesWhatThePreviewSays_AndTheRunComesToItsEnd()
    {
        var (moved, blocked) = (0, 0);
        Gen.Select(Runs, Gen.Int[0, 1000].Array[1, 3]).ForEach((run, changes) =>
        {
            var world = Play(run.Pipelines, run.Numbers);
            while (world.Instances.FirstOrDefault(i => i.Queue.Count > 0 || i.State.GoesOn) is { } waiting) world.Dispatch(waiting, 1);
            if (!world.Root.IsRunning || world.Instances.Any(i => i.State.Paused is not null)) return; // a paused run enters its steps later: MigrationPlannerTests
            var to = changes.Aggregate(world.Bundle, Change);
            try
            {
                var plan = InstanceMigrations.Plan(world.Bundle, to, "to", [.. world.Instances.Where(i => i.IsRunning).Select(i => i.Instance)], null);
                Interlocked.Increment(ref plan.Possible ? ref moved : ref blocked);
                if (!plan.Possible) return;
                var moves = plan.Instances.Select(m => (Run: world.Find(m.Instance), Plan: m)).ToList();
                var (from, results) = (world.Bundle, moves.Select(m => Migrate(world.Bundle, m.Run.Instance, m.Plan, to, world.Now)).ToList());
                world.Bundle = to;
                for (var i = 0; i < moves.Count; i++)
                {
                    Check(to.Pipelines[moves[i].Plan.Pipeline], moves[i].Run.State, moves[i].Plan, results[i].State);
                    world.Settle(moves[i].Run, results[i]);
                }
                new Driver(world).End();
            }
            catch (Exception e) { throw new InvalidOperationException($"{e.Message}\n{world.Log}\nto\n{TransitionModelTests.Print(to)}", e); }
        }, times: 500);
        moved.Should().BeGreaterThan(30, "some 145 are to be expected");
        blocked.Should().BeGreaterThan(2, "some 14 are to be expected");
    }

    private static World Play((Sketch[], Sketch[]) pipelines, int[] numbers)
    {
        var world = new World(Layout.Of(pipelines));
        var driver = new Driver(world);
        foreach (var number in numbers) driver.Act(number);
        return world;
    }

    private static TransitionResult Migrate(Bundle from, Instance instance, InstanceMigration plan, Bundle to, DateTimeOffset now) =>
        Transition.Migrate(from, to, "to", instance, plan, "ada", now, Activities);

    private static void Check(WorkflowDefinition definition, InstanceState before, InstanceMigration plan, InstanceState after)
    {
        foreach (var step in plan.Steps)
        {
            var (was, now) = (before.NodeAt(step.Step), after.NodeAt(step.Step));
            var holds = step.Fate switch
            {
                StepFate.Kept or StepFate.GoesOn => was == now || now.Arrived is not null && was.Status == now.Status || plan.Entries.Any(e => IsOutrun(step.Step, e)), // a branch that is done again has not arrived
                StepFate.Again => now.Iteration > was.Iteration || now.Status == NodeStatus.Fresh || now.Arrived is not null || plan.Entries.Any(e => IsOutrun(step.Step, e)),
                StepFate.New => was.Iteration == 0,
                _ => now.Status == NodeStatus.Fresh,
            };
            if (!holds) throw new RuleBroken($"{step.Step} should be {step.Fate} and went from {was.Status} {was.Iteration} to {now.Status} {now.Iteration}");
        }

        // Of a block that goes on with the first branch that arrives: where the one that is entered arrives at once, the others never begin.
        bool IsOutrun(string step, string entry) => Blocks.Around(definition, Reachability.Head(entry)).Any(b => b.Fork.Any && b.Fork.Branches.Any(other => other != b.Branch && other.Nodes.Contains(step)));
    }

    /// <summary>Another activity, other arguments, or a step more.</summary>
    private static Bundle Change(Bundle bundle, int number)
    {
        var pipeline = bundle.Pipelines.Values.ElementAt(number % bundle.Pipelines.Count);
        var jobs = pipeline.Nodes.OfType<ActivityNode>().Where(n => n.Kind == ActivityKind.Job).ToList();
        var plain = pipeline.Connections.Where(c => !c.Feedback && !pipeline.Nodes.OfType<ForkNode>().Any(f => f.Id == c.From || f.Join == c.To[0] || f.Branches.Any(b => b.Nodes.Contains(c.From) || b.Nodes.Contains(c.To[0])))).ToList();
        var changed = (number / 7 % 3) switch
        {
            0 when jobs.Count > 0 && jobs[number % jobs.Count] is var job => pipeline with { Nodes = pipeline.Nodes.Replace(job, job with { Activity = job.Activity + "2" }) },
            1 when jobs.Count > 0 && jobs[number % jobs.Count] is var job => pipeline with { Nodes = pipeline.Nodes.Replace(job, job with { Arguments = job.Arguments.Add(new("more", Instances.Pipelines.Constant(number))) }) },
            2 when plain.Count > 0 && plain[number % plain.Count] is var edge && pipeline.Find($"n{number}") is null => pipeline with
            {
                Nodes = pipeline.Nodes.Add(Instances.Pipelines.Job($"n{number}")),
                Connections = pipeline.Connections.Replace(edge, edge with { To = [$"n{number}"] }).Add(new($"n{number}", "done", edge.To)),
            },
            _ => pipeline,
        };
        return bundle with { Pipelines = bundle.Pipelines.SetItem(pipeline.Name, changed) };
    }
}
