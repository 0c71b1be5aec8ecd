using DeepFlow.Data.Code;
using DeepFlow.Testing;
using DeepFlow.Workflows.Activities;

namespace DeepFlow.Data.Tests.Code;

public sealed class CodeActivitiesTests(DataFixture room) : IClassFixture<DataFixture>, IDisposable
{
    private readonly TempFolder folder = new();

    private CodeRepositories Repositories => new(folder["repositories"]);

    private CodeProject Project => new(Repositories, new PipelineSources(folder["pipelines"]));

    private CodeRepository Repository => Repositories.Of("test");

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task InitialSetup_NewProject_CommitsPipelinesAndReadme()
    {
        WritePipeline("data.dlflow", "dataset a {}");
        WritePipeline("sub/model.dlflow", "model m {}");

        var output = await room.RunAsync(new InitialSetup(Project), new("fashion"));

        output.Repository.Should().Be(folder["repositories/test"]);
        output.Commit.Should().Be(Repository.Tip("main")!.Id);
        Repository.Read("main", "pipelines/sub/model.dlflow").Should().Be("model m {}");
        Repository.Read("main", "README.md").Should().StartWith("# fashion");
        Repository.Tip("main")!.Author.Should().Be("Ada");
    }

    [Fact]
    public async Task InitialSetup_NoPipelines_SaysWhereItLooked()
    {
        var setup = () => room.RunAsync(new InitialSetup(Project), new("fashion"));

        (await setup.Should().ThrowAsync<ActivityFailureException>()).Which.Message.Should().Contain(folder["pipelines"]);
    }

    [Fact]
    public async Task SubmitPipeline_NothingChanged_StillLeavesItsCommit()
    {
        WritePipeline("data.dlflow", "dataset a {}");
        await room.RunAsync(new InitialSetup(Project), new("fashion"));

        var output = await room.RunAsync(new SubmitPipeline(Project), new("data of fashion@1"));

        Repository.History("main").Select(commit => commit.Message).Should().Equal("data of fashion@1", "Set up the project");
        output.Commit.Should().Be(Repository.Tip("main")!.Id);
    }

    [Fact]
    public async Task SubmitPipeline_RepeatedAttempt_CommitsOnce()
    {
        WritePipeline("data.dlflow", "dataset a {}");
        var instance = Guid.NewGuid();

        var first = await room.RunAsync(new SubmitPipeline(Project), new("data"), TestContext.At("submission", instance));
        WritePipeline("data.dlflow", "dataset b {}");
        var second = await room.RunAsync(new SubmitPipeline(Project), new("data"), TestContext.At("submission", instance, attempt: 2));

        second.Should().Be(first);
        Repository.History("main").Should().HaveCount(2);
    }

    [Fact]
    public async Task CreateExperiment_FromMain_HasABranchWithItsConfiguration()
    {
        WritePipeline("data.dlflow", "dataset a {}");
        var context = TestContext.At("experiment");

        var output = await room.RunAsync(new CreateExperiment(Project), new("fashion", "main"), context);

        output.Branch.Should().MatchRegex("^experiment/fashion-[0-9a-f]{8}$");
        Repository.Tip(output.Branch)!.Id.Should().Be(output.Commit);
        Repository.Read(output.Branch, $"{output.Branch}.json").Should().Contain(context.InstanceId.ToString());
        Repository.Read("main", $"{output.Branch}.json").Should().BeNull();
    }

    [Fact]
    public async Task CreateExperiment_TwoOfOneName_MergeOneAfterTheOther()
    {
        WritePipeline("data.dlflow", "dataset a {}");
        var one = await room.RunAsync(new CreateExperiment(Project), new("fashion"));
        var two = await room.RunAsync(new CreateExperiment(Project), new("fashion"));

        foreach (var branch in new[] { one.Branch, two.Branch })
        {
            await Repository.MergeAsync(branch, "main", new CommitRequest($"Merge {branch}", "Ada", branch), default);
        }

        Repository.Read("main", $"{one.Branch}.json").Should().NotBeNull();
        Repository.Read("main", $"{two.Branch}.json").Should().NotBeNull();
    }

    [Fact]
    public async Task MergeRequest_OpenedAndMerged_KeepsWhoAndWhen()
    {
        var context = TestContext.At("submission");
        var request = new MergeRequest("test", MergeRequests.IdOf(context), "experiment/a", "main", new string('a', 40), "Submit fashion@1", "open", "fashion@1", "Ada", default);
        context.Publish((transaction, cancellation) => MergeRequests.OpenAsync(transaction, request, cancellation));
        await context.CompleteAsync(room.DataSource);
        (await MergeRequests.FindAsync(room.DataSource, "test", request.Id, default))!.State.Should().Be("open");

        await MarkMergedAsync(request.Id, "Grace", "b");
        await MarkMergedAsync(request.Id, "somebody later", "c");

        var merged = await MergeRequests.FindForModelAsync(room.DataSource, "test", "fashion@1", default);
        (merged!.State, merged.MergedBy, merged.MergeCommit).Should().Be(("merged", "Grace", "b"));
        merged.MergedAt.Should().NotBeNull();
    }

    [Fact]
    public async Task MergeRequest_ThatIsNotThere_CannotBeMerged()
    {
        var merge = () => MarkMergedAsync("none", "Grace", "b");

        (await merge.Should().ThrowAsync<ActivityFailureException>()).Which.Code.Should().Be("request_closed");
    }

    [Theory]
    [InlineData("..")]
    [InlineData("a/b")]
    [InlineData("")]
    public void Repositories_ProjectThatIsNoFolderName_IsRefused(string project)
    {
        var of = () => Repositories.Of(project);

        of.Should().Throw<ActivityFailureException>().Which.Code.Should().Be("bad_name");
    }

    private async Task MarkMergedAsync(string id, string by, string commit)
    {
        var context = TestContext.At("promotion");
        context.Publish((transaction, cancellation) => MergeRequests.MarkMergedAsync(transaction, "test", id, by, commit, cancellation));
        await context.CompleteAsync(room.DataSource);
    }

    private void WritePipeline(string path, string text)
    {
        var file = folder[Path.Combine("pipelines", path)];
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
    }
}
