using System.Collections.Immutable;
using System.Diagnostics;
using DeepFlow.Data.Code;
using DeepFlow.Testing;
using DeepFlow.Workflows.Activities;

namespace DeepFlow.Data.Tests.Code;

public sealed class CodeRepositoryTests : IDisposable
{
    private readonly TempFolder folder = new();

    private CodeRepository Repository => new(folder["repository"]);

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Create_NoRepository_MakesMainWithTheFiles()
    {
        var commit = await CreateAsync();

        Repository.Read("main", "pipelines/data.dlflow").Should().Be("dataset a {}");
        Repository.Tip("main").Should().Be(commit);
        Repository.History("main").Should().ContainSingle().Which.Message.Should().Be("Set up");
    }

    [Fact]
    public async Task Create_RepeatedAfterACrash_ChangesNothing()
    {
        var commit = await CreateAsync();

        (await CreateAsync()).Should().Be(commit);
        Repository.History("main").Should().ContainSingle();
    }

    [Fact]
    public async Task Commit_RepeatedWithItsKey_FindsTheFirst()
    {
        await CreateAsync();
        var commit = await CommitAsync("main", "a.txt", "1", key: "step/1");
        await CommitAsync("main", "a.txt", "2", key: "step/2");

        (await CommitAsync("main", "a.txt", "1", key: "step/1")).Should().Be(commit);
        Repository.Read("main", "a.txt").Should().Be("2", "the repeat must not undo what came after");
        Repository.History("main").Should().HaveCount(3);
    }

    [Fact]
    public async Task Commit_KeyThatBeginsLikeAnother_IsAnother()
    {
        await CreateAsync();
        await CommitAsync("main", "a.txt", "1", key: "step/12");
        await CommitAsync("main", "a.txt", "2", key: "step/1");

        Repository.Read("main", "a.txt").Should().Be("2");
    }

    [Fact]
    public async Task Commit_MessageThatQuotesAnothersKey_IsNotTakenForIt()
    {
        await CreateAsync();
        await Repository.CommitAsync("main", Files("a.txt", "1"), new("As in\n\nDeepFlow-Step: step/2\n\nbefore", "Ada", "step/1"), default);
        await CommitAsync("main", "a.txt", "2", key: "step/2");

        Repository.Read("main", "a.txt").Should().Be("2");
        Repository.History("main")[1].Message.Should().Be("As in\n\nDeepFlow-Step: step/2\n\nbefore");
    }

    [Fact]
    public async Task Commit_NothingDiffers_IsMadeOnlyWhenAskedFor()
    {
        var first = await CreateAsync();
        var same = Files("pipelines/data.dlflow", "dataset a {}");

        (await Repository.CommitAsync("main", same, new("Again", "Ada", "k1"), default)).Id.Should().Be(first.Id);
        (await Repository.CommitAsync("main", same, new("Again", "Ada", "k2"), default, evenIfEqual: true)).Id.Should().NotBe(first.Id);
    }

    [Theory]
    [InlineData("../outside.txt")]
    [InlineData("/etc/passwd")]
    [InlineData("a/../../b")]
    [InlineData(".git/config")]
    [InlineData("a/.GIT/hooks/post-commit")]
    [InlineData("a//b")]
    [InlineData("a\\b")]
    [InlineData("")]
    public async Task Commit_PathThatLeadsOutside_IsRefused(string path)
    {
        await CreateAsync();
        var commit = () => CommitAsync("main", path, "x");

        (await commit.Should().ThrowAsync<ActivityFailureException>()).Which.Code.Should().Be("bad_name");
    }

    [Theory]
    [InlineData("experiment/../main")]
    [InlineData("-delete")]
    [InlineData("two words")]
    [InlineData("a..b")]
    [InlineData("")]
    public async Task Branch_NameThatGitRefuses_IsRefused(string name)
    {
        await CreateAsync();
        var branch = () => Repository.BranchAsync(name, "main", default);

        (await branch.Should().ThrowAsync<ActivityFailureException>()).Which.Code.Should().Be("bad_name");
    }

    [Fact]
    public async Task Branch_FromAnUnknownOne_NamesThoseThatAre()
    {
        await CreateAsync();
        var branch = () => Repository.BranchAsync("experiment", "master", default);

        (await branch.Should().ThrowAsync<ActivityFailureException>()).Which.Message.Should().Contain("master").And.Contain("main");
    }

    [Fact]
    public async Task Branch_ThatIsThere_KeepsItsCommits()
    {
        await CreateAsync();
        await Repository.BranchAsync("experiment/a", "main", default);
        var tip = await CommitAsync("experiment/a", "a.json", "{}");

        (await Repository.BranchAsync("experiment/a", "main", default)).Should().Be(tip);
        Repository.Read("main", "a.json").Should().BeNull();
    }

    [Fact]
    public async Task Merge_BranchThatMainHasLeftBehind_HoldsBothSidesFiles()
    {
        await CreateAsync();
        await Repository.BranchAsync("experiment/a", "main", default);
        await CommitAsync("experiment/a", "a.json", "{}");
        await CommitAsync("main", "b.json", "{}");

        var merge = await MergeAsync("experiment/a");

        Repository.Read("main", "a.json").Should().Be("{}");
        Repository.Read("main", "b.json").Should().Be("{}");
        merge.Message.Should().Be("Merge experiment/a");
        (await MergeAsync("experiment/a")).Should().Be(merge, "a repeat finds the merge");
        (await MergeAsync("experiment/a", key: "another step")).Should().Be(merge, "there is nothing left to merge");
    }

    [Fact]
    public async Task Merge_BothChangedOneFile_FailsAndChangesNothing()
    {
        await CreateAsync();
        await Repository.BranchAsync("experiment/a", "main", default);
        await CommitAsync("experiment/a", "pipelines/data.dlflow", "theirs");
        var ours = await CommitAsync("main", "pipelines/data.dlflow", "ours");

        var merge = () => MergeAsync("experiment/a");

        var failure = (await merge.Should().ThrowAsync<ActivityFailureException>()).Which;
        failure.Code.Should().Be("merge_conflict");
        failure.Retryable.Should().BeFalse();
        failure.Message.Should().Contain("pipelines/data.dlflow");
        Repository.Tip("main").Should().Be(ours);
    }

    [Fact]
    public async Task Commit_ManyAtOnce_LosesNone()
    {
        await CreateAsync();

        await Task.WhenAll(Enumerable.Range(0, 12).Select(i => Task.Run(() => CommitAsync("main", $"{i}.txt", "x", key: $"step/{i}"))));

        Repository.History("main").Should().HaveCount(13);
        Enumerable.Range(0, 12).Should().OnlyContain(i => Repository.Read("main", $"{i}.txt") == "x");
    }

    [Fact]
    public async Task Commit_NoRepository_SaysWhichStepMakesIt()
    {
        var commit = () => CommitAsync("main", "a.txt", "x");

        (await commit.Should().ThrowAsync<ActivityFailureException>()).Which.Message.Should().Contain("initial_setup");
    }

    [RequiresFact("git")]
    public async Task Clone_ByGitItself_HasMainCheckedOutAndIsSound()
    {
        await CreateAsync();
        await Repository.BranchAsync("experiment/a", "main", default);
        await CommitAsync("experiment/a", "a.json", "{}");
        await MergeAsync("experiment/a");

        (await GitAsync("clone", "--quiet", folder["repository"], folder["clone"])).Should().Be(0);
        (await GitAsync("-C", folder["clone"], "fsck", "--strict")).Should().Be(0);

        File.ReadAllText(folder["clone/a.json"]).Should().Be("{}");
        File.ReadAllText(folder["clone/pipelines/data.dlflow"]).Should().Be("dataset a {}");
    }

    private static ImmutableSortedDictionary<string, string> Files(string path, string content) =>
        ImmutableSortedDictionary<string, string>.Empty.Add(path, content);

    private Task<CodeCommit> CreateAsync() =>
        Repository.CreateAsync(Files("pipelines/data.dlflow", "dataset a {}"), new("Set up", "Ada", "setup"), default);

    private Task<CodeCommit> CommitAsync(string branch, string path, string content, string? key = null) =>
        Repository.CommitAsync(branch, Files(path, content), new($"Write {path}", "Ada", key ?? Guid.NewGuid().ToString()), default);

    [Fact]
    public async Task AuthorsBeyond_NameWhoeverWroteWhatTheBranchLacks()
    {
        await CreateAsync();
        await Repository.BranchAsync("experiment/a", "main", default);
        var files = ImmutableSortedDictionary<string, string>.Empty;
        await Repository.CommitAsync("experiment/a", files.Add("a.txt", "1"), new("One", "Cleo Moreau", "step/1"), default);
        var tip = await Repository.CommitAsync("experiment/a", files.Add("a.txt", "2"), new("Two", "Bo", "step/2"), default);

        Repository.AuthorsBeyond("main", tip.Id).Should().Equal("Bo", "Cleo Moreau");
        Repository.AuthorsBeyond("experiment/a", tip.Id).Should().BeEmpty();
    }

    private Task<CodeCommit> MergeAsync(string branch, string key = "merge") =>
        Repository.MergeAsync(branch, "main", new($"Merge {branch}", "Ada", key), default);

    private static async Task<int> GitAsync(params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("git", arguments) { RedirectStandardError = true })!;
        var errors = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        errors.Should().NotContain("fatal");
        return process.ExitCode;
    }
}
