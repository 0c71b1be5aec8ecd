using DeepFlow.Engine.Instances;
using DeepFlow.Engine.Postgres;
using DeepFlow.Engine.Tasks;
using DeepFlow.Engine.Versions;
using DeepFlow.Workflows.Definitions;
using DeepFlow.Workflows.Expressions;
using DeepFlow.Workflows.Values;
using static DeepFlow.Engine.Tests.Instances.Pipelines;

namespace DeepFlow.Engine.Tests.Tasks;

public sealed class DecisionTests(EngineDatabase database) : IClassFixture<EngineDatabase>, IAsyncLifetime
{
    private readonly EngineUnderTest engine = new(database);

    public async Task InitializeAsync()
    {
        await engine.AddPersonAsync("ada", "devops_engineer");
        await engine.AddPersonAsync("rita", "judge");
        await engine.AddPersonAsync("june", "judge");
        await engine.AddPersonAsync("otto", "admin");
    }

    public async Task DisposeAsync() => await engine.DisposeAsync();

    private static Bundle Reviewed(ApprovalSetting? approvals = null) => Bundle(Pipeline("p",
        [Person("first"), Person("review") with { Settings = new() { By = ["judge"], Approvals = approvals } }, End()],
        Edge("first", "approve", "review"), Edge("review", "approve", "end"), Back("review", "reject", ["first", "review"], 5)));

    private async Task<HumanTask> AtReviewAsync(ApprovalSetting? approvals = null)
    {
        var run = await engine.StartAsync(Reviewed(approvals));
        await engine.DecideAsync(await engine.TaskAsync(run), new("approve", "rita"));
        return await engine.TaskAsync(run);
    }

    private static async Task<EngineException> RefusalAsync(Func<Task> act) => (await act.Should().ThrowAsync<EngineException>()).Which;

    [Fact]
    public async Task Decision_IsRecordedWithWhoAndWhatAndJournalled()
    {
        var task = await AtReviewAsync();
        await engine.DecideAsync(task, new("reject", "june", "first", "not yet"));

        var decided = await engine.The<Inbox>().GetAsync("p", task.Id, default);
        decided.Should().Match<HumanTask>(t => t.Status == HumanTaskStatus.Decided && t.Outcome == "reject" && t.Target == "first" && t.DecidedBy == "june");
        (await engine.JournalAsync(task.Root)).Should().ContainInOrder("decision review", "completed review", "round first", "entered first");
        (await database.Database.ScalarAsync<string>("select identity from deepflow.journal where kind = 'decision' and root = $1 and actor = 'june'", task.Root)).Should().Be("asserted");
    }

    [Fact]
    public async Task TwoPeople_DecidingAtTheSameMoment_OneWinsAndTheOtherIsTold()
    {
        for (var i = 0; i < 10; i++)
        {
            var task = await AtReviewAsync();
            var outcomes = await Task.WhenAll(new[] { "rita", "june" }.Select(async person =>
            {
                try { return (await engine.The<Decisions>().DecideAsync("p", task.Id, new("approve", person), default)).Decided ? "won" : "?"; }
                catch (EngineException e) { return e.Code; }
            }));
            outcomes.Should().BeEquivalentTo("won", "task_decided");
            await engine.SettleAsync();
            (await engine.StateAsync(task.Root)).Status.Should().Be(InstanceStatus.Finished);
        }
    }

    [Fact]
    public async Task Decision_OnADecidedTask_SaysWhoDecided()
    {
        var task = await AtReviewAsync();
        await engine.DecideAsync(task, new("approve", "june"));
        var refusal = await RefusalAsync(() => engine.DecideAsync(task, new("reject", "rita", "first")));
        refusal.Problem.Should().Be(EngineProblem.Conflict);
        refusal.Message.Should().Contain("june").And.Contain("approve");
    }

    [Fact]
    public async Task Decision_OnATaskThatARoundOvertook_NamesTheRound()
    {
        var task = await AtReviewAsync();
        await engine.The<InstanceCommands>().EnterAsync("p", task.Instance, "first", "rita", null, default);
        await engine.SettleAsync();
        (await RefusalAsync(() => engine.DecideAsync(task, new("approve", "june")))).Message.Should().Contain("superseded by round 2");
    }

    [Theory]
    [InlineData("maybe", null, "unknown_outcome", "approve, reject")]
    [InlineData("reject", "nowhere", "unknown_target", "first, review")]
    [InlineData("reject", null, "target_needed", "first, review")]
    [InlineData("approve", "first", "unknown_target", "leave out")]
    public async Task Decision_ThatTheTaskDoesNotOffer_IsRefusedWithWhatItOffers(string outcome, string? target, string code, string offered)
    {
        var task = await AtReviewAsync();
        var refusal = await RefusalAsync(() => engine.DecideAsync(task, new(outcome, "june", target)));
        refusal.Code.Should().Be(code);
        refusal.Message.Should().Contain(offered);
        (await engine.The<Inbox>().GetAsync("p", task.Id, default)).Status.Should().Be(HumanTaskStatus.Open, "a refused decision loses nothing");
    }

    [Theory]
    [InlineData("ada", "wrong_role")]
    [InlineData("nobody", "unknown_person")]
    public async Task Decision_ByTheWrongPerson_IsRefused(string person, string code)
    {
        var task = await AtReviewAsync();
        var refusal = await RefusalAsync(() => engine.DecideAsync(task, new("approve", person)));
        refusal.Should().Match<EngineException>(e => e.Code == code && e.Problem == EngineProblem.Forbidden);
    }

    [Theory]
    [InlineData("june", "first", null)]
    [InlineData("otto", "first", null)]
    [InlineData("ada", "first", "wrong_role")]
    [InlineData("ada", "model", "wrong_role")]
    [InlineData("june", "model", null)]
    [InlineData("ada", "deploy", null)]
    [InlineData("nobody", "deploy", "unknown_person")]
    public async Task Entry_ByHand_IsForWhoDoesTheStep_OrAdministers(string person, string step, string? code)
    {
        var inner = Pipeline("inner", [Person("judged"), End()], Edge("judged", "approve", "end"));
        var run = await engine.StartAsync(Bundle(inner, Pipeline("p",
            [Person("first"), new CallNode("model", "inner"), Person("deploy") with { Settings = new() { By = ["devops_engineer"] } }, End()],
            Edge("first", "approve", "model"), Edge("model", "done", "deploy"), Edge("deploy", "approve", "end"))));
        var enter = () => engine.The<InstanceCommands>().EnterAsync("p", run, step, person, null, default);
        if (code is null) await enter.Should().NotThrowAsync();
        else (await RefusalAsync(enter)).Should().Match<EngineException>(e => e.Code == code && e.Problem == EngineProblem.Forbidden);
    }

    [Fact]
    public async Task FourEyes_ExcludeWhoEnteredARoundByHand_AndWhoAuthoredWhatWasSubmitted()
    {
        await engine.AddPersonAsync("paul", "judge");
        var submit = Person("submit") with { Outputs = ["author"] };
        var run = await engine.StartAsync(Bundle(Pipeline("p", [submit, Person("review") with { Settings = new() { By = ["judge"], Approvals = new(1, ["submit"]) } }, End()],
            Edge("submit", "approve", "review"), Edge("review", "approve", "end"))));
        await engine.The<InstanceCommands>().EnterAsync("p", run, "submit", "june", null, default);
        await engine.SettleAsync();
        await engine.DecideAsync(await engine.TaskAsync(run), new("approve", "rita", Values: Value.Record(("author", Value.Of("paul")))));
        var task = await engine.TaskAsync(run);
        (await RefusalAsync(() => engine.DecideAsync(task, new("approve", "june")))).Message.Should().Contain("entered a round of this run by hand");
        (await RefusalAsync(() => engine.DecideAsync(task, new("approve", "paul")))).Message.Should().Contain("authored what submit submitted");
    }

    [Fact]
    public async Task FourEyes_ExcludeWhoDecidedTheStepAndWhoStartedTheRun()
    {
        await engine.AddPersonAsync("ada", "judge");
        var task = await AtReviewAsync(new(1, ["first"]));
        (await RefusalAsync(() => engine.DecideAsync(task, new("approve", "rita")))).Message.Should().Contain("they decided first");
        (await RefusalAsync(() => engine.DecideAsync(task, new("approve", "ada")))).Message.Should().Contain("they started this run");
        (await engine.DecideAsync(task, new("approve", "june"))).Decided.Should().BeTrue();
        await engine.AddPersonAsync("ada", "devops_engineer");
    }

    [Fact]
    public async Task FourEyes_OnAStepWhoseOutputARerunKept_ExcludeWhoDidItThere()
    {
        await engine.AddPersonAsync("ada", "judge");
        var task = await AtReviewAsync(new(1, ["first"]));
        await engine.DecideAsync(task, new("approve", "june"));
        var rerun = await engine.The<Reruns>().StartAsync("p", task.Root, "review", null, RecordValue.Empty, "otto", default);
        await engine.SettleAsync();
        var again = await engine.TaskAsync(rerun);
        (await RefusalAsync(() => engine.DecideAsync(again, new("approve", "rita")))).Message.Should().Contain("they decided first");
        (await RefusalAsync(() => engine.DecideAsync(again, new("approve", "ada")))).Message.Should().Contain("they started the run that this one builds on");
        (await engine.DecideAsync(again, new("approve", "june"))).Decided.Should().BeTrue();
        await engine.AddPersonAsync("ada", "devops_engineer");
    }

    [Fact]
    public async Task FourEyes_OnAPipelineThatIsCalledAgain_ExcludeWhoDidWhatItKept()
    {
        await engine.AddPersonAsync("paul", "judge");
        var inner = Pipeline("inner", [Person("first"), Person("second"), End()], Edge("first", "approve", "second"), Edge("second", "approve", "end"));
        var outer = Pipeline("p", [new CallNode("model", "inner"), Person("review") with { Settings = new() { By = ["judge"], Approvals = new(1, ["model"]) } }, End()],
            Edge("model", "done", "review"), Edge("review", "approve", "end"));
        var run = await engine.StartAsync(Bundle(inner, outer));
        await engine.DecideAsync(await engine.TaskAsync(run), new("approve", "rita"));
        await engine.The<InstanceCommands>().EnterAsync("p", run, "model.second", "otto", null, default);
        await engine.SettleAsync();
        await engine.DecideAsync(await engine.TaskAsync(run), new("approve", "june"));
        var task = await engine.TaskAsync(run);
        foreach (var person in new[] { "rita", "june" })
            (await RefusalAsync(() => engine.DecideAsync(task, new("approve", person)))).Message.Should().Contain("they decided model");
        (await engine.DecideAsync(task, new("approve", "paul"))).Decided.Should().BeTrue();
    }

    [Fact]
    public async Task FourEyes_ExcludeAllWhoAuthoredTheCommitsThatAStepSubmitted_AsGitNamesThem()
    {
        await engine.The<Engine.People.Roster>().SetAsync("p", "cleo", "Cleo Moreau", ["judge"], default);
        var run = await engine.StartAsync(Bundle(Pipeline("p", [Job("submit"), Person("review") with { Settings = new() { By = ["judge"], Approvals = new(1, ["submit"]) } }, End()],
            Edge("submit", "done", "review"), Edge("review", "approve", "end"))));
        await engine.CompleteAsync(await engine.ClaimAsync(run), output: Value.Record(("authors", Value.List([Value.Of("Cleo Moreau"), Value.Of("someone else"), Value.Of("Rita")]))));
        var task = await engine.TaskAsync(run);
        (await RefusalAsync(() => engine.DecideAsync(task, new("approve", "cleo")))).Message.Should().Contain("authored what submit submitted");
        (await RefusalAsync(() => engine.DecideAsync(task, new("approve", "rita")))).Message.Should().Contain("authored what submit submitted");
        (await engine.DecideAsync(task, new("approve", "june"))).Decided.Should().BeTrue();
    }

    [Fact]
    public async Task Approvals_ByTwo_NeedTwoDifferentPeople_AndTheFirstRejectionDecides()
    {
        var task = await AtReviewAsync(new(2, []));
        (await engine.DecideAsync(task, new("approve", "rita"))).Should().Be(new DecisionResult(false, 1, 2));
        (await RefusalAsync(() => engine.DecideAsync(task, new("approve", "rita")))).Code.Should().Be("approved_before");
        (await engine.DecideAsync(task, new("approve", "june"))).Decided.Should().BeTrue();

        var other = await AtReviewAsync(new(2, []));
        await engine.DecideAsync(other, new("approve", "rita"));
        (await engine.DecideAsync(other, new("reject", "june", "first"))).Decided.Should().BeTrue();
    }

    [Fact]
    public async Task Choice_HandsOnTheChosenElement()
    {
        var bundle = Bundle(Pipeline("p", [Person("pick", ("choose", new ListOf([Constant(10), Constant(20)]))), End(("r", Output("pick", "chosen")))], Edge("pick", "approve", "end")));
        var run = await engine.StartAsync(bundle);
        (await RefusalAsync(async () => await engine.DecideAsync(await engine.TaskAsync(run), new("approve", "june", Choice: 3)))).Code.Should().Be("unknown_choice");
        await engine.DecideAsync(await engine.TaskAsync(run), new("approve", "june", Choice: 2));
        (await engine.StateAsync(run)).Result.Should().Be(Value.Record(("r", Value.Of(20))));
    }
}
