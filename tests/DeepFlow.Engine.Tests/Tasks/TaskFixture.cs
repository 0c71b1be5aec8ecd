using DeepFlow.Engine.Instances;
using DeepFlow.Engine.Tasks;
using DeepFlow.Workflows.Definitions;
using DeepFlow.Workflows.Expressions;
using DeepFlow.Workflows.Values;
using static DeepFlow.Engine.Tests.Instances.Pipelines;

namespace DeepFlow.Engine.Tests.Tasks;

/// <summary>A run that waits at a task for judges: rita and june are some, ada is none, otto administers.</summary>
internal static class TaskFixture
{
    public static async Task AddPeopleAsync(this EngineUnderTest engine)
    {
        await engine.AddPersonAsync("ada", "devops_engineer");
        await engine.AddPersonAsync("rita", "judge");
        await engine.AddPersonAsync("june", "judge");
        await engine.AddPersonAsync("otto", "admin");
    }

    public static Bundle Asking(string title = "Good?", ApprovalSetting? approvals = null, DueSetting? due = null, string by = "judge", FormDefinition? form = null) => Bundle(Pipeline("p",
        [
            Job("work"),
            Person("review", form is null ? [("title", new Literal(Value.Of(title)))] : [("title", new Literal(Value.Of(title))), ("form", new FormReference(form.Name))]) with
            {
                Settings = new() { By = [by], Approvals = approvals, Due = due },
                Outputs = ["chosen", "comment", "decided_by", .. form?.Fields.Select(f => f.Name) ?? []],
            },
            End(("comment", Output("review", "comment"))),
        ],
        Edge("work", "done", "review"), Edge("review", "approve", "end"), Back("review", "reject", ["work", "review"], 5))) with
    {
        Forms = form is null ? Bundle().Forms : Bundle().Forms.Add(form.Name, form),
    };

    public static async Task<HumanTask> AskAsync(this EngineUnderTest engine, Bundle? bundle = null)
    {
        var run = await engine.StartAsync(bundle ?? Asking());
        await engine.CompleteAsync(await engine.ClaimAsync(run));
        return await engine.TaskAsync(run);
    }

    public static async Task<EngineException> RefusalAsync(Func<Task> act) => (await act.Should().ThrowAsync<EngineException>()).Which;
}
