using DeepFlow.Data.Cleaning;
using DeepFlow.Data.Ingesting;
using DeepFlow.Data.Labeling;
using DeepFlow.Data.Sources;
using DeepFlow.Data.Splitting;
using DeepFlow.Data.Validating;
using DeepFlow.Data.Versions;
using DeepFlow.Data.Versioning;
using DeepFlow.Testing;
using DeepFlow.Workflows.Activities;
using DeepFlow.Workflows.Definitions;
using DeepFlow.Workflows.Expressions;
using DeepFlow.Workflows.Values;

namespace DeepFlow.Data.Tests.Activities;

public sealed class DataActivitiesTests(DataFixture room) : IClassFixture<DataFixture>, IDisposable
{
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Ingest_TwoSources_GivesAllItemsInOrder()
    {
        var (first, second) = (IdxFiles.Noise(30, seed: 1), IdxFiles.Noise(20, seed: 2));
        IdxFiles.Write(folder["first"], "train", first);
        IdxFiles.Write(folder["second"], "train", second);

        var output = await room.RunAsync(Ingest, new(Fashion.Small, [new FolderSource(folder["first"]), new FolderSource(folder["second"])]));

        var items = await LoadAsync(output.Data);
        items.Count.Should().Be(50);
        items.Items.Should().Equal(first.Concat(second).SelectMany(item => item.Pixels));
        items.Shape.Should().Equal(1, IdxFiles.Side, IdxFiles.Side);
        items.LabelNames.Should().Equal("cat", "dog");
        items.LabelDisplays.Should().Equal("Cat", "dog");
        items.Labels.Should().BeNull("the source's labels are not the project's until they are imported");
        output.Report.Rows.Select(row => row[1].ToText()).Should().Equal("30", "20");
    }

    [Fact]
    public async Task Ingest_RepeatedAttempt_GivesTheSameCommit()
    {
        var instance = Guid.NewGuid();
        IdxFiles.Write(folder["data"], "train", IdxFiles.Noise(5, seed: 3));
        var input = new IngestData.Input(Fashion.Small, [new FolderSource(folder["data"])]);

        var lost = await Ingest.RunAsync(input, TestContext.At("ingestion", instance));
        var won = await room.RunAsync(Ingest, input, TestContext.At("ingestion", instance, attempt: 2));
        var elsewhere = await room.RunAsync(Ingest, input, TestContext.At("ingestion"));

        won.Data.Should().Be(lost.Data);
        elsewhere.Data.Commit.Should().NotBe(won.Data.Commit);
        (await FindAsync(elsewhere.Data)).Manifest.Should().Be((await FindAsync(won.Data)).Manifest, "equal content has an equal manifest");
    }

    [Fact]
    public async Task Ingest_FieldThatTheSourceLacks_NamesIt()
    {
        IdxFiles.Write(folder["data"], "train", IdxFiles.Noise(5, seed: 3));
        var dataset = Fashion.Small with { Fields = [new("colour", "string", [])] };

        var ingest = () => room.RunAsync(Ingest, new(dataset, [new FolderSource(folder["data"])]));

        (await ingest.Should().ThrowAsync<ActivityFailureException>()).Which.Message.Should().Contain("colour").And.Contain("part");
    }

    [Fact]
    public async Task Ingest_NoSources_SaysSo()
    {
        var ingest = () => room.RunAsync(Ingest, new(Fashion.Small, []));

        (await ingest.Should().ThrowAsync<ActivityFailureException>()).Which.Code.Should().Be("bad_input");
    }

    [Fact]
    public async Task Ingest_Cancelled_Stops()
    {
        IdxFiles.Write(folder["data"], "train", IdxFiles.Noise(5, seed: 3));

        var ingest = () => room.RunAsync(
            Ingest, new(Fashion.Small, [new FolderSource(folder["data"])]), TestContext.At("ingestion", cancellation: new CancellationToken(canceled: true)));

        await ingest.Should().ThrowAsync<OperationCanceledException>();
    }

    [Fact]
    public async Task Ingest_ValuesAsTheEngineHandsThemOver_AreUnderstood()
    {
        IdxFiles.Write(folder["data"], "train", IdxFiles.Noise(5, seed: 4));
        var dataset = Fashion.Full with { Item = Fashion.Small.Item };
        var input = Value.Record(
            ("of", ClrValues.From(dataset)),
            ("sources", Value.List([Value.Tagged("folder", ("path", Value.Of(folder["data"])))])));
        var context = TestContext.At("ingestion");

        var output = await ((IJobActivity)Ingest).RunAsync(input, context);
        await context.CompleteAsync(room.DataSource);

        var data = output.Member("data");
        data.Member("dataset").Should().Be(Value.Of("fashion"));
        data.Member("items").Should().Be(Value.Of(5));
        data.ToText().Should().Be($"fashion@{data.Member("commit").ToText()[..12]}");
        ((RecordValue)output.Member("report")).Tag.Should().Be("table");
        var handle = ClrValues.To<DataHandle>(data);
        (await room.Reader.OpenAsync("test", handle.Commit, default)).Manifest.Dataset.Expectations
            .Select(expectation => expectation.Condition.ToString())
            .Should().Equal(dataset.Expectations.Select(expectation => expectation.Condition.ToString()));
    }

    [Fact]
    public async Task Version_OnABranch_FollowsWhatTheBranchHeld()
    {
        var data = await IngestAsync(IdxFiles.Noise(5, seed: 5));

        var first = await room.RunAsync(new VersionData(room.Reader, room.Publisher), new(data, "followed"));
        var second = await room.RunAsync(new VersionData(room.Reader, room.Publisher), new(data, "followed"));

        first.Version.Should().Be($"small@{first.Data.Commit[..12]}");
        first.Data.Branch.Should().Be("followed");
        (await FindAsync(first.Data)).Parent.Should().BeNull();
        (await FindAsync(second.Data)).Parent.Should().Be(first.Data.Commit);
        (await DataCommits.TipAsync(room.DataSource, "test", "small", "followed", default)).Should().Be(second.Data.Commit);
        (await DataCommits.BranchesAsync(room.DataSource, "test", default)).Should().ContainSingle(branch => branch.Name == "followed")
            .Which.Tip.Should().Be(second.Data.Commit);
    }

    [Fact]
    public async Task Find_ABranch_GivesItsNewestVersion_AndNothingWhereThereIsNone()
    {
        var data = await IngestAsync(IdxFiles.Noise(5, seed: 23));
        await room.RunAsync(new VersionData(room.Reader, room.Publisher), new(data, "found"));
        var newest = await room.RunAsync(new VersionData(room.Reader, room.Publisher), new(data, "found"));
        var find = new FindData(room.DataSource);

        (await room.RunAsync(find, new(Fashion.Small, "found"))).Data.Should().Be(newest.Data);
        (await room.RunAsync(find, new(Fashion.Small, "never"))).Data.Should().BeNull();
        (await room.RunAsync(find, new(Fashion.Small with { Name = "other" }, "found"))).Data.Should().BeNull();
    }

    [Fact]
    public async Task Version_OnABranch_IsAnnouncedToWhoeverWatchesIt()
    {
        var data = await IngestAsync(IdxFiles.Noise(5, seed: 6));
        var context = TestContext.At("versioning");
        var versioned = await new VersionData(room.Reader, room.Publisher).RunAsync(new(data, "watched"), context);

        var change = context.Announced.Should().ContainSingle().Subject;
        (change.Trigger, change.Name, change.Version).Should().Be((Change.DataChanged, "small@watched", versioned.Data.Commit));
        Change.NameOf(change.Value).Should().Be(change.Name, "who is started with it watches the same branch");
        Change.NameOf(ClrValues.From(data)).Should().BeNull("an intermediate result is on no branch");
    }

    [Fact]
    public async Task Version_ManyAtOnceOnOneBranch_FormOneLine()
    {
        var data = await IngestAsync(IdxFiles.Noise(5, seed: 6));

        var versions = await Task.WhenAll(Enumerable.Range(0, 8).Select(i =>
            room.RunAsync(new VersionData(room.Reader, room.Publisher), new(data, "crowded"))));

        var parents = await Task.WhenAll(versions.Select(async version => (await FindAsync(version.Data)).Parent));
        parents.Count(parent => parent is null).Should().Be(1);
        parents.Should().OnlyHaveUniqueItems("no commit is left out of the branch's line");
    }

    [Theory]
    [InlineData("")]
    [InlineData("two words")]
    [InlineData("-x")]
    [InlineData("main\n")]
    public async Task Version_BadBranchName_IsRefused(string branch)
    {
        var data = await IngestAsync(IdxFiles.Noise(2, seed: 7));
        var commit = () => room.RunAsync(new VersionData(room.Reader, room.Publisher), new(data, branch));

        (await commit.Should().ThrowAsync<ActivityFailureException>()).Which.Code.Should().Be("bad_input");
    }

    [Fact]
    public async Task Split_ByCondition_FollowsTheField()
    {
        var (train, test) = (IdxFiles.Noise(7, seed: 8), IdxFiles.Noise(3, seed: 9));
        test[0] = train[0];
        var data = await IngestAsync(train, test);

        var output = await room.RunAsync(SplitData, new(data, Where: Fashion.PartIs("train")));

        (await LoadAsync(output.First)).Items.Should().Equal(train.SelectMany(item => item.Pixels));
        (await LoadAsync(output.Rest)).Items.Should().Equal(test.SelectMany(item => item.Pixels));
        output.Report.Rows[2].Select(cell => cell.ToText()).Should().Equal("exact duplicates on both sides", "1");
    }

    [Fact]
    public async Task Split_ByACalculationOverTheItem_JudgesEachItem()
    {
        var data = await IngestAsync([(IdxFiles.Grey(10), 0), (IdxFiles.Grey(200), 1), (IdxFiles.Grey(100), 0)]);
        var bright = new QuoteValue(Fashion.Greater(Fashion.Call("mean", "item"), 99.5));

        var output = await room.RunAsync(SplitData, new(data, Where: bright));

        (await LoadAsync(output.First)).Items.Should().Equal([.. IdxFiles.Grey(200), .. IdxFiles.Grey(100)]);
    }

    [Fact]
    public async Task Split_UnknownField_NamesThoseThatAre()
    {
        var data = await IngestAsync(IdxFiles.Noise(3, seed: 10));
        var split = () => room.RunAsync(SplitData, new(data, Where: new QuoteValue(Fashion.Greater(new Name("part_"), 0))));

        var failure = (await split.Should().ThrowAsync<ActivityFailureException>()).Which;
        failure.Code.Should().Be("unknown_field");
        failure.Message.Should().Contain("part_").And.Contain("part, label, item");
    }

    [Fact]
    public async Task Split_NeitherOrBothWays_IsRefused()
    {
        var data = await IngestAsync(IdxFiles.Noise(3, seed: 11));
        foreach (var input in new SplitData.Input[] { new(data), new(data, Fashion.PartIs("train"), 0.5), new(data, First: 1.0), new(data, First: 0) })
        {
            var split = () => room.RunAsync(SplitData, input);
            (await split.Should().ThrowAsync<ActivityFailureException>()).Which.Code.Should().Be("bad_input");
        }
    }

    [Fact]
    public async Task Split_ByShareOfASplit_StaysWithinIt()
    {
        var data = await IngestAsync(IdxFiles.Noise(40, seed: 12), IdxFiles.Noise(10, seed: 13));
        var train = (await room.RunAsync(SplitData, new(data, Where: Fashion.PartIs("train")))).First;

        var output = await room.RunAsync(SplitData, new(train, First: 0.8, Seed: 42));

        (output.First.Items, output.Rest.Items).Should().Be((32, 8));
        var ids = (await LoadAsync(output.First)).Ids.Concat((await LoadAsync(output.Rest)).Ids);
        ids.Should().BeEquivalentTo((await LoadAsync(train)).Ids);
    }

    [Fact]
    public async Task Clean_Drop_KeepsTheFirstCopyAndSetsOthersAside()
    {
        var items = IdxFiles.Noise(6, seed: 14);
        items[3] = items[1];
        items[5] = (items[1].Pixels, (byte)(1 - items[1].Label));
        var data = await IngestAsync(items);

        var output = await room.RunAsync(new CleanData(room.Reader, room.Publisher), new(data, Duplicates.Drop));

        (await LoadAsync(output.Data)).Items.Should().Equal(new[] { 0, 1, 2, 4 }.SelectMany(i => items[i].Pixels));
        (await LoadAsync(output.Removed)).Ids.Should().OnlyContain(id => id.Copy > 0).And.HaveCount(2);
        var aside = (await room.Reader.OpenAsync("test", output.Data.Commit, default)).Manifest.SetAside.Should().ContainSingle().Which;
        (aside.Reason, aside.Count).Should().Be(("exact duplicate", 2));
        output.Report.Rows.Select(row => row[1].ToText()).Should().Equal("6", "2", "1", "2", "4");
    }

    [Fact]
    public async Task Clean_Keep_OnlyReports()
    {
        var items = IdxFiles.Noise(4, seed: 15);
        items[3] = items[1];
        var data = await IngestAsync(items);

        var output = await room.RunAsync(new CleanData(room.Reader, room.Publisher), new(data));

        (output.Data.Items, output.Removed.Items).Should().Be((4, 0));
        output.Report.Rows.Select(row => row[1].ToText()).Should().Equal("4", "1", "0", "0", "4");
    }

    [Fact]
    public async Task Validate_ItemsThatFallShort_AreSetAsideByTheFirstExpectationTheyBreak()
    {
        var dataset = Fashion.Small.Expecting(
            new("not_blank", Fashion.Greater(Fashion.Call("max", "item"), 0), Otherwise.SetAside),
            new("not_dim", Fashion.Greater(Fashion.Call("mean", "item"), 50), Otherwise.SetAside),
            new("enough", Fashion.Greater(Fashion.Call("count", "items"), 1), Otherwise.Fail));
        var data = await IngestAsync([(IdxFiles.Grey(0), 0), (IdxFiles.Grey(200), 1), (IdxFiles.Grey(20), 0), (IdxFiles.Grey(100), 0)], dataset: dataset);

        var output = await room.RunAsync(Validate, new(data));

        (await LoadAsync(output.Data)).Items.Should().Equal([.. IdxFiles.Grey(200), .. IdxFiles.Grey(100)]);
        (await LoadAsync(output.Rejected)).Items.Should().Equal([.. IdxFiles.Grey(0), .. IdxFiles.Grey(20)]);
        (await room.Reader.OpenAsync("test", output.Rejected.Commit, default)).Manifest.SetAside
            .Select(aside => (aside.Reason, aside.Count)).Should().Equal(("not_blank", 1), ("not_dim", 1));
        output.Report.Rows.Select(row => string.Join(" ", row.Select(cell => cell.ToText())))
            .Should().Equal("items received 4", "not_blank set aside 1", "not_dim set aside 1", "enough met 2");
    }

    [Fact]
    public async Task Validate_TooFewItems_FailsWithWhatWasFound()
    {
        var dataset = Fashion.Small.Expecting(new ExpectationDefinition("enough", Fashion.Greater(Fashion.Call("count", "items"), 100), Otherwise.Fail));
        var data = await IngestAsync(IdxFiles.Noise(5, seed: 16), dataset: dataset);
        var validate = () => room.RunAsync(Validate, new(data));

        var failure = (await validate.Should().ThrowAsync<ActivityFailureException>()).Which;
        failure.Code.Should().Be("expectation_failed");
        failure.Message.Should().Contain("\"enough\" (5)");
    }

    [Fact]
    public async Task Validate_UnbalancedLabels_WarnsAndGoesOn()
    {
        var rare = new ExpectationDefinition(
            "balanced", Fashion.Greater(new Call("min", [Fashion.Call("share", "labels")]), 0.39), Otherwise.Warn);
        var data = await IngestAsync([.. IdxFiles.Noise(4, seed: 17), (IdxFiles.Grey(9), 0)], dataset: Fashion.Small.Expecting(rare));
        var never = await IngestAsync([(IdxFiles.Grey(9), 0)], dataset: Fashion.Small.Expecting(rare));
        var context = TestContext.At("validation");

        var output = await room.RunAsync(Validate, new(data), context);
        var missing = await room.RunAsync(Validate, new(never));

        output.Data.Items.Should().Be(5);
        output.Report.Rows[^1].Select(cell => cell.ToText()).Should().Equal("balanced", "met", "0.4");
        missing.Report.Rows[^1].Select(cell => cell.ToText()).Should().Equal(["balanced", "warning", "0"], "a label that nothing carries counts");
    }

    [Fact]
    public async Task ImportLabels_OfTheSource_AreColumnAndRows()
    {
        var items = IdxFiles.Noise(6, seed: 18);
        var data = await IngestAsync(items, IdxFiles.Noise(2, seed: 19));
        var train = (await room.RunAsync(SplitData, new(data, Where: Fashion.PartIs("train")))).First;
        var context = TestContext.At("labeling");

        var output = await room.RunAsync(Import, new(train), context);

        output.Count.Should().Be(6);
        (await LoadAsync(output.Data)).Labels.Should().Equal(items.Select(item => (int)item.Label));
        (await FindAsync(output.Data)).Labeled.Should().BeTrue();
        (await room.Database.ColumnAsync<string>(
            "select label || '/' || labeler from deepflow.label where commit_id = $1 and job_id = $2 order by item", output.Data.Commit, context.JobId))
            .Should().HaveCount(6).And.OnlyContain(row => row == "cat/source" || row == "dog/source");
    }

    [Fact]
    public async Task ImportLabels_Again_AddsNothingToWhatIsLabelled()
    {
        var data = await IngestAsync(IdxFiles.Noise(4, seed: 20));
        var labelled = (await room.RunAsync(Import, new(data))).Data;

        var again = await room.RunAsync(Import, new(labelled));

        again.Count.Should().Be(0);
        (await LoadAsync(again.Data)).Labels.Should().Equal(0, 1, 0, 1);
    }

    [Fact]
    public async Task Labels_OnceGiven_CannotBeChanged()
    {
        await room.RunAsync(Import, new(await IngestAsync(IdxFiles.Noise(2, seed: 21))));

        foreach (var change in new[] { "update deepflow.label set label = 'dog'", "delete from deepflow.label", "delete from deepflow.data_commit" })
        {
            var attempt = () => room.Database.ExecuteAsync(change);
            (await attempt.Should().ThrowAsync<Npgsql.PostgresException>()).Which.MessageText.Should().Contain("only added");
        }
    }

    [Fact]
    public async Task Ancestry_OfALabelledVersion_LeadsBackToTheIngestion()
    {
        var data = await IngestAsync(IdxFiles.Noise(8, seed: 22));
        var split = (await room.RunAsync(SplitData, new(data, First: 0.5))).First;
        var clean = (await room.RunAsync(new CleanData(room.Reader, room.Publisher), new(split))).Data;
        var labelled = (await room.RunAsync(Import, new(clean))).Data;

        var ancestry = await DataCommits.AncestryAsync(room.DataSource, "test", labelled.Commit, default);

        ancestry.Select(commit => commit.Operation).Should().Equal("clean_data", "split_data", "ingest_data");
    }

    [Fact]
    public async Task Load_AVersion_TellsItsProgress()
    {
        var data = await IngestAsync(IdxFiles.Noise(4, seed: 24));
        var told = new Told();

        await room.Reader.LoadAsync("test", data.Commit, default, told);

        told.Shares.Should().Equal(1.0);
    }

    [Fact]
    public async Task Find_UnknownCommit_NamesIt()
    {
        var find = () => room.Reader.FindAsync("test", "c0ffee", default);

        (await find.Should().ThrowAsync<ActivityFailureException>()).Which.Message.Should().Contain("c0ffee");
    }

    [Fact]
    public async Task Step_ThatNeverCompletes_LeavesNoCommit()
    {
        IdxFiles.Write(folder["lost"], "train", IdxFiles.Noise(3, seed: 23));
        var lost = await Ingest.RunAsync(new(Fashion.Small, [new FolderSource(folder["lost"])]), TestContext.At("ingestion"));

        var find = () => FindAsync(lost.Data);

        (await find.Should().ThrowAsync<ActivityFailureException>()).Which.Code.Should().Be("no_commit");
    }

    private sealed class Told : IProgress<double>
    {
        public List<double> Shares { get; } = [];

        public void Report(double value) => Shares.Add(value);
    }

    private IngestData Ingest => new(room.Sources, room.Objects, room.Publisher);

    private SplitData SplitData => new(room.Reader, room.Publisher);

    private ValidateData Validate => new(room.Reader, room.Publisher);

    private ImportLabels Import => new(room.Reader, room.Publisher, room.Objects);

    private async Task<DataHandle> IngestAsync(
        List<(byte[] Pixels, byte Label)> train, List<(byte[] Pixels, byte Label)>? test = null, DatasetDefinition? dataset = null)
    {
        var data = folder[Guid.NewGuid().ToString("N")];
        IdxFiles.Write(data, "train", train);
        if (test is not null)
        {
            IdxFiles.Write(data, "t10k", test);
        }

        return (await room.RunAsync(Ingest, new(dataset ?? Fashion.Small, [new FolderSource(data)]))).Data;
    }

    private Task<LoadedItems> LoadAsync(DataHandle data) => room.Reader.LoadAsync("test", data.Commit, default);

    private Task<DataCommit> FindAsync(DataHandle data) => room.Reader.FindAsync("test", data.Commit, default);
}
