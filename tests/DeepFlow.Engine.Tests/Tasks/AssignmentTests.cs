using DeepFlow.Engine.Instances;
using DeepFlow.Engine.People;
using DeepFlow.Engine.Tasks;
using DeepFlow.Workflows.Definitions;
using static DeepFlow.Engine.Tests.Tasks.TaskFixture;

namespace DeepFlow.Engine.Tests.Tasks;

public sealed class AssignmentTests(EngineDatabase database) : IClassFixture<EngineDatabase>, IAsyncLifetime
{
    private readonly EngineUnderTest engine = new(database);

    public Task InitializeAsync() => engine.AddPeopleAsync();

    /// <summary>Whatever a test did: the inbox holds what the tasks say.</summary>
    public async Task DisposeAsync()
    {
        (await database.Database.ScalarAsync<long>("""
            with said (task, holder, claimed) as (
                select t.id, h, t.claimed_by is not null from deepflow.task t
                cross join lateral (select unnest(t.roles) union select '*' union select '=' || t.claimed_by where t.claimed_by is not null) x (h) where t.status = 'open'),
            held as (select task, holder, claimed from deepflow.task_candidate)
            select count(*) from ((select * from said except select * from held) union all (select * from held except select * from said)) d
            """)).Should().Be(0);
        await engine.DisposeAsync();
    }

    private TaskAssignments Assigning => engine.The<TaskAssignments>();

    private Task ClaimAsync(HumanTask task, string by, bool takeOver = false) => Assigning.ClaimAsync("p", task.Id, by, takeOver, default);

    private Task<HumanTask> NowAsync(HumanTask task) => engine.The<Inbox>().GetAsync("p", task.Id, default);

    [Fact]
    public async Task Claim_ByACandidate_KeepsOthersFromDeciding()
    {
        var task = await engine.AskAsync();
        await ClaimAsync(task, "rita");
        await ClaimAsync(task, "rita"); // again: nothing changes

        (await NowAsync(task)).ClaimedBy.Should().Be("rita");
        var refusal = await RefusalAsync(() => engine.DecideAsync(task, new("approve", "june")));
        refusal.Should().Match<EngineException>(e => e.Code == "task_claimed" && e.Problem == EngineProblem.Conflict && e.Message.Contains("rita"));
        (await engine.DecideAsync(task, new("approve", "rita"))).Decided.Should().BeTrue();
        (await engine.JournalAsync(task.Root)).Should().ContainInOrder("task_claimed review", "decision review").And.ContainSingle(j => j == "task_claimed review");
    }

    [Fact]
    public async Task Claim_OfWhatAnotherHas_NeedsToBeATakeOver()
    {
        var task = await engine.AskAsync();
        await ClaimAsync(task, "rita");
        (await RefusalAsync(() => ClaimAsync(task, "june"))).Code.Should().Be("task_claimed");
        await ClaimAsync(task, "june", takeOver: true);

        (await NowAsync(task)).ClaimedBy.Should().Be("june");
        (await database.Database.ScalarAsync<string>("select data ->> 'from' from deepflow.journal where kind = 'task_taken_over' and root = $1 and actor = 'june'", task.Root)).Should().Be("rita");
    }

    [Fact]
    public async Task Claim_AtTheSameMoment_OneWins()
    {
        for (var i = 0; i < 5; i++)
        {
            var task = await engine.AskAsync();
            var outcomes = await Task.WhenAll(new[] { "rita", "june" }.Select(async person =>
            {
                try { await ClaimAsync(task, person); return "won"; }
                catch (EngineException e) { return e.Code; }
            }));
            outcomes.Should().BeEquivalentTo("won", "task_claimed");
        }
    }

    [Theory]
    [InlineData("ada", "wrong_role")]
    [InlineData("nobody", "unknown_person")]
    public async Task Claim_ByWhoMayNotDecide_IsRefused(string person, string code)
    {
        var task = await engine.AskAsync();
        (await RefusalAsync(() => ClaimAsync(task, person))).Should().Match<EngineException>(e => e.Code == code && e.Problem == EngineProblem.Forbidden);
    }

    [Fact]
    public async Task Claim_AgainstFourEyes_IsRefused()
    {
        await engine.AddPersonAsync("ada", "devops_engineer", "judge");
        var task = await engine.AskAsync(Asking(approvals: new(1, ["work"])));
        (await RefusalAsync(() => ClaimAsync(task, "ada"))).Code.Should().Be("four_eyes", "ada started the run");
        await engine.AddPersonAsync("ada", "devops_engineer");
    }

    [Fact]
    public async Task Release_ByItsClaimerOrAnAdmin_FreesIt()
    {
        var task = await engine.AskAsync();
        (await RefusalAsync(() => Assigning.ReleaseAsync("p", task.Id, "rita", default))).Code.Should().Be("not_claimed");
        await ClaimAsync(task, "rita");
        (await RefusalAsync(() => Assigning.ReleaseAsync("p", task.Id, "june", default))).Code.Should().Be("not_yours");
        await Assigning.ReleaseAsync("p", task.Id, "rita", default);
        await ClaimAsync(task, "june");
        await Assigning.ReleaseAsync("p", task.Id, "otto", default);
        (await NowAsync(task)).ClaimedBy.Should().BeNull();
    }

    [Fact]
    public async Task Delegate_ToAnotherCandidate_HandsItOn()
    {
        var task = await engine.AskAsync();
        (await RefusalAsync(() => Assigning.DelegateAsync("p", task.Id, "june", "rita", null, default))).Code.Should().Be("not_yours");
        await ClaimAsync(task, "rita");
        (await RefusalAsync(() => Assigning.DelegateAsync("p", task.Id, "ada", "rita", null, default))).Code.Should().Be("wrong_role");
        await Assigning.DelegateAsync("p", task.Id, "june", "rita", "You know it better.", default);
        (await NowAsync(task)).ClaimedBy.Should().Be("june");
        (await engine.DecideAsync(task, new("approve", "june"))).Decided.Should().BeTrue();
    }

    [Fact]
    public async Task Assign_ByAnAdmin_OffersItByName()
    {
        var task = await engine.AskAsync();
        (await RefusalAsync(() => Assigning.AssignAsync("p", task.Id, "ada", "rita", null, default))).Code.Should().Be("not_admin");
        await Assigning.AssignAsync("p", task.Id, "ada", "otto", null, default);
        (await NowAsync(task)).Should().Match<HumanTask>(t => t.ClaimedBy == "ada" && t.Roles.SequenceEqual(new[] { "judge", "@ada" }));
        (await engine.DecideAsync(task, new("approve", "ada"))).Decided.Should().BeTrue();
    }

    [Fact]
    public async Task Assign_AgainstFourEyes_IsRefusedForAdminsToo()
    {
        var task = await engine.AskAsync(Asking(approvals: new(1, ["work"])));
        (await RefusalAsync(() => Assigning.AssignAsync("p", task.Id, "ada", "otto", null, default))).Code.Should().Be("four_eyes");
        (await NowAsync(task)).Roles.Should().Equal(["judge"], "what is refused changes nothing");
    }

    [Fact]
    public async Task Reassign_OffersItToOthersOnly()
    {
        await engine.The<Groups>().SetAsync("p", "board", null, ["ada"], [], default);
        var task = await engine.AskAsync();
        await ClaimAsync(task, "rita");
        (await RefusalAsync(() => Assigning.ReassignAsync("p", task.Id, ["@nobody"], "otto", null, default))).Code.Should().Be("unknown_holder");
        await Assigning.ReassignAsync("p", task.Id, ["@board"], "otto", null, default);
        (await RefusalAsync(() => engine.DecideAsync(task, new("approve", "rita")))).Code.Should().Be("wrong_role");
        (await engine.DecideAsync(task, new("approve", "ada"))).Decided.Should().BeTrue();
    }

    [Fact]
    public async Task Candidates_AreByRoleByGroupAndByName()
    {
        await engine.The<Groups>().SetAsync("p", "bench", "The bench", ["ada"], ["judge"], default);
        (await engine.DecideAsync(await engine.AskAsync(), new("approve", "ada"))).Decided.Should().BeTrue("the group holds the role");
        (await engine.DecideAsync(await engine.AskAsync(Asking(by: "@bench")), new("approve", "ada"))).Decided.Should().BeTrue("the group is named");
        (await engine.DecideAsync(await engine.AskAsync(Asking(by: "@june")), new("approve", "june"))).Decided.Should().BeTrue("the person is named");
        (await RefusalAsync(async () => await engine.DecideAsync(await engine.AskAsync(Asking(by: "@june")), new("approve", "rita")))).Message.Should().Contain("is for june");
        (await engine.The<Groups>().RemoveAsync("p", "bench", default)).Should().BeTrue();
        (await engine.The<Roster>().FindAsync("p", "ada", default))!.Keys.Should().NotContain("judge");
    }

    [Fact]
    public async Task Group_NamedLikeAPerson_IsRefused()
    {
        (await RefusalAsync(() => engine.The<Groups>().SetAsync("p", "rita", null, [], [], default))).Code.Should().Be("name_taken");
        (await RefusalAsync(() => engine.The<Groups>().SetAsync("p", "others", null, ["stranger"], [], default))).Code.Should().Be("unknown_person");
    }

    [Fact]
    public async Task Task_OfAStepWithoutBy_IsForTheActivitysRole()
    {
        var bundle = Asking();
        var pipeline = bundle.Pipelines["p"];
        var open = bundle with { Pipelines = bundle.Pipelines.SetItem("p", pipeline with { Nodes = [.. pipeline.Nodes.Select(n => n is ActivityNode { Id: "review" } a ? a with { Settings = StepSettings.None } : n)] }) };
        (await engine.AskAsync(open)).Roles.Should().Equal("model_validator");
    }

    [Fact]
    public async Task Approval_OfOneOfTwo_FreesTheTaskForTheNext()
    {
        var task = await engine.AskAsync(Asking(approvals: new(2, [])));
        await ClaimAsync(task, "rita");
        await engine.DecideAsync(task, new("approve", "rita"));
        (await NowAsync(task)).ClaimedBy.Should().BeNull();
        (await RefusalAsync(() => ClaimAsync(task, "rita"))).Code.Should().Be("approved_before");
        await ClaimAsync(task, "june");
        (await engine.DecideAsync(task, new("approve", "june"))).Decided.Should().BeTrue();
    }

    [Fact]
    public async Task Approvals_AreVoidAfterARound()
    {
        var task = await engine.AskAsync(Asking(approvals: new(2, [])));
        await engine.DecideAsync(task, new("approve", "rita"));
        await engine.DecideAsync(task, new("reject", "june", "review"));
        var again = await engine.TaskAsync(task.Root);
        again.Approved.Should().BeEmpty();
        (await engine.DecideAsync(again, new("approve", "rita"))).Should().Be(new DecisionResult(false, 1, 2));
    }

    [Fact]
    public async Task Person_WhoIsRemoved_LeavesTheirTasksFree()
    {
        await engine.AddPersonAsync("guest", "judge");
        var task = await engine.AskAsync();
        await ClaimAsync(task, "guest");
        await engine.The<Roster>().RemoveAsync("p", "guest", default);
        (await NowAsync(task)).ClaimedBy.Should().BeNull();
        (await engine.The<Inbox>().PageAsync("p", new(InboxView.Roles, "rita") { Claimed = false, Limit = 200 }, default)).Tasks.Should().Contain(t => t.Id == task.Id);
        (await engine.JournalAsync(task.Root)).Should().Contain("task_released review");
    }

    [Fact]
    public async Task Comment_DecidesNothing()
    {
        var task = await engine.AskAsync();
        await engine.The<TaskComments>().AddAsync("p", task.Id, "ada", "Look at class 4.", default);
        (await NowAsync(task)).Status.Should().Be(HumanTaskStatus.Open);
        (await engine.The<TaskPages>().GetAsync("p", task.Id, default)).Comments.Should().ContainSingle(c => c.Person == "ada" && c.Text == "Look at class 4.");
        (await RefusalAsync(() => engine.The<TaskComments>().AddAsync("p", task.Id, "ada", " ", default))).Code.Should().Be("no_text");
    }
}
