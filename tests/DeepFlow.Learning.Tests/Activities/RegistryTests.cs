using DeepFlow.Data.Code;
using DeepFlow.Data.Versions;
using DeepFlow.Deployment.Packaging;
using DeepFlow.Learning.Evaluation;
using DeepFlow.Learning.Preparing;
using DeepFlow.Learning.Registry;
using DeepFlow.Learning.Training;
using DeepFlow.Workflows.Activities;
using DeepFlow.Workflows.Definitions;
using DeepFlow.Workflows.Values;
using Npgsql;

namespace DeepFlow.Learning.Tests.Activities;

[Collection(Torch.Collection)]
public sealed class RegistryTests(LearningFixture world) : IClassFixture<LearningFixture>
{
    private static readonly ValueRange<double> Unit = new(0, 1);

    [Fact]
    public async Task Preprocess_SameDataAgainWithCache_IsTakenFromTheRegistry()
    {
        var data = await world.PicturesAsync(50, seed: 11);
        var cache = StepSettings.None with { Cache = true };

        var first = await world.CompleteAsync(world.Create<Preprocess>(), new Preprocess.Input(data, Unit), TestContext.At("prepared", settings: cache));
        var second = await world.CompleteAsync(world.Create<Preprocess>(), new Preprocess.Input(data, Unit), TestContext.At("prepared", settings: cache));
        var other = await world.CompleteAsync(world.Create<Preprocess>(), new Preprocess.Input(data, new(-1, 1)), TestContext.At("prepared", settings: cache));

        (first.Cached, second.Cached, other.Cached).Should().Be((false, true, false));
        (await ManifestAsync(second.Data)).Should().Be(await ManifestAsync(first.Data));
        (await ManifestAsync(other.Data)).Should().NotBe(await ManifestAsync(first.Data));
    }

    [Fact]
    public async Task DataAnalysis_LabelledPictures_CountsEachLabel()
    {
        var data = await world.PicturesAsync(80, seed: 12);
        var labels = Pictures.Raw(80, seed: 12).Labels;

        var output = await world.CompleteAsync(world.Create<DataAnalysis>(), new DataAnalysis.Input(data));

        output.Statistics.Rows.Select(row => (row[0].ToText(), ((IntValue)row[1]).Value)).Should().Equal(
            ("The first", labels.Count(l => l == 0)), ("second", labels.Count(l => l == 1)), ("third", labels.Count(l => l == 2)), ("fourth", labels.Count(l => l == 3)), ("all", 80));
        output.Plot.Series.Should().ContainSingle().Which.Points.Should().HaveCount(4);
    }

    [Fact]
    public async Task RegisterModel_RepeatedAttempt_GetsTheSameNumberAndTheNextStepTheNextOne()
    {
        var (checkpoint, transform, data) = await TrainedAsync();
        var input = new RegisterModel.Input("numbers", checkpoint, transform, data);
        var lost = TestContext.At("registration");

        var first = await world.Create<RegisterModel>().RunAsync(input, lost);
        var repeated = await world.CompleteAsync(world.Create<RegisterModel>(), input, TestContext.At("registration", earlier: lost));
        var next = await world.CompleteAsync(world.Create<RegisterModel>(), input);

        (first.Version.Id, repeated.Version.Id, next.Version.Id).Should().Be(("numbers@1", "numbers@1", "numbers@2"));
        var version = await ModelVersions.GetAsync(world.DataSource, "test", "numbers", 1, default);
        version.Hyperparameters.Member("hidden").Should().Be(Value.Of(16));
        version.Labels.Should().Equal(LearningFixture.Dataset.Labels);
        (version.Creator, version.Epoch, version.DataCommit).Should().Be(("Ada", checkpoint.Epoch, data.Commit));
    }

    [Fact]
    public async Task RegisterModel_OtherTransform_IsRefused()
    {
        var (checkpoint, _, data) = await TrainedAsync();
        var input = new RegisterModel.Input("refused", checkpoint, new Transformation(new(-1, 1)), data);

        (await FluentActions.Awaiting(() => world.Create<RegisterModel>().RunAsync(input, TestContext.At("registration"))).Should().ThrowAsync<ActivityFailureException>())
            .Which.Code.Should().Be("wrong_transform");
    }

    [Fact]
    public async Task RegisterModel_CheckpointOfAnotherProject_IsNotFound()
    {
        var (checkpoint, transform, data) = await TrainedAsync();
        var input = new RegisterModel.Input("refused", checkpoint with { Job = Guid.NewGuid() }, transform, data);

        (await FluentActions.Awaiting(() => world.Create<RegisterModel>().RunAsync(input, TestContext.At("registration"))).Should().ThrowAsync<ActivityFailureException>())
            .Which.Code.Should().Be("no_checkpoint");
    }

    [Fact]
    public async Task EvaluateModel_OnTwoCommits_BindsEachResultToItsCommit()
    {
        var model = await RegisteredAsync("evaluated");
        var (one, two) = (await world.PicturesAsync(150, seed: 21), await world.PicturesAsync(90, seed: 22));

        var first = await world.CompleteAsync(world.Create<EvaluateModel>(), new EvaluateModel.Input(model, one));
        await world.CompleteAsync(world.Create<EvaluateModel>(), new EvaluateModel.Input(model, two));

        first.Accuracy.Should().BeGreaterThan(0.85).And.BeInRange(first.Interval.Low, first.Interval.High);
        first.Metrics.Values.Keys.Should().Contain(["accuracy", "macro_f1", "recall_first"]);
        (await Evaluations.ListAsync(world.DataSource, "test", "evaluated", 1, default)).Select(result => (result.DataCommit, result.Items))
            .Should().Equal((one.Commit, 150), (two.Commit, 90));
    }

    [Fact]
    public async Task ModelVersion_Changed_IsRefusedByTheDatabase()
    {
        await RegisteredAsync("frozen");

        await FluentActions.Awaiting(() => world.Database.ExecuteAsync("update deepflow.model_version set epoch = 99 where model = 'frozen'"))
            .Should().ThrowAsync<PostgresException>().WithMessage("*frozen@1 is never changed*");
    }

    [Fact]
    public async Task Promote_SecondVersion_MergesItsSourceAndArchivesTheFirst()
    {
        var (first, second) = (await RegisteredAsync("champion"), await RegisteredAsync("champion"));
        (await FindAsync("champion", ModelStage.Production)).Should().BeNull();
        await world.CompleteAsync(world.Create<Promote>(), new Promote.Input(first));

        var experiment = await world.CompleteAsync(world.Create<CreateExperiment>(), new CreateExperiment.Input("champion"));
        var submission = await world.CompleteAsync(world.Create<SubmitModel>(), new SubmitModel.Input(second, experiment.Branch));
        var promotion = await world.CompleteAsync(world.Create<Promote>(), new Promote.Input(second));

        promotion.Model.Stage.Should().Be(ModelStage.Production);
        (await FindAsync("champion", ModelStage.Production))!.Id.Should().Be("champion@2");
        (await FindAsync("champion", ModelStage.Archived))!.Id.Should().Be("champion@1");
        (await world.Database.ScalarAsync<string>("select state from deepflow.merge_request where id = $1", submission.Request)).Should().Be("merged");
        (await world.Database.ColumnAsync<string>("select model || '@' || version || ' ' || from_stage || ' ' || to_stage from deepflow.model_stage_change where model = 'champion' order by at, to_stage"))
            .Should().Equal("champion@1 registered production", "champion@1 production archived", "champion@2 registered production");
        world.Create<CodeRepositoriesProbe>().Read("models/champion/2/card.md").Should().Contain("# champion@2").And.Contain("linear(16)");
    }

    [Fact]
    public async Task SubmitModel_Evaluated_WritesACardWithTheInterval()
    {
        var model = await RegisteredAsync("carded");
        await world.CompleteAsync(world.Create<EvaluateModel>(), new EvaluateModel.Input(model, await world.PicturesAsync(150, seed: 21)));
        var experiment = await world.CompleteAsync(world.Create<CreateExperiment>(), new CreateExperiment.Input("carded"));

        var submission = await world.CompleteAsync(world.Create<SubmitModel>(), new SubmitModel.Input(model, experiment.Branch));

        var card = System.Text.Encoding.UTF8.GetString(await world.Objects.ReadAsync(submission.Card.Object, default));
        card.Should().Contain("| 150 |").And.Contain("by Ada");
        submission.Authors.Should().Equal("Ada");
    }

    [Fact]
    public async Task PackageModel_Twice_GivesOnePackageThatAnswers()
    {
        var model = await RegisteredAsync("packaged");

        var first = await world.CompleteAsync(world.Create<PackageModel>(), new PackageModel.Input(model));
        var second = await world.CompleteAsync(world.Create<PackageModel>(), new PackageModel.Input(model));

        second.Package.Should().Be(first.Package);
        var package = ModelPackage.Read(new MemoryStream(await world.Objects.ReadAsync(first.Package.Object, default)));
        package.Manifest.Labels.Should().Equal(LearningFixture.Dataset.Labels);
        first.Size.Bytes.Should().Be(first.Package.Size);
    }

    private async Task<ModelHandle?> FindAsync(string name, ModelStage stage) =>
        (await world.CompleteAsync(world.Create<FindModel>(), new FindModel.Input(name, stage))).Version;

    private async Task<string?> ManifestAsync(DataHandle data) =>
        await world.Database.ScalarAsync<string>("select manifest from deepflow.data_commit where id = $1", data.Commit);

    private async Task<ModelHandle> RegisteredAsync(string name)
    {
        var (checkpoint, transform, data) = await TrainedAsync();
        return (await world.CompleteAsync(world.Create<RegisterModel>(), new RegisterModel.Input(name, checkpoint, transform, data))).Version;
    }

    private async Task<(CheckpointHandle Checkpoint, Transformation Transform, DataHandle Data)> TrainedAsync()
    {
        var data = await world.PicturesAsync(600, seed: 1);
        var prepared = await world.CompleteAsync(world.Create<Preprocess>(), new Preprocess.Input(data, Unit));
        var trained = await world.CompleteAsync(
            world.Create<Train>(), new Train.Input(LearningFixture.Model, prepared.Data, prepared.Data, new Adam(5e-3), Epochs: 2, Batch: 32));
        return (trained.Checkpoints[0], prepared.Transform, data);
    }

    /// <summary>Reads the test project's repository.</summary>
    private sealed class CodeRepositoriesProbe(CodeRepositories repositories)
    {
        public string? Read(string path) => repositories.Of("test").Read(CodeRepository.Main, path);
    }
}
