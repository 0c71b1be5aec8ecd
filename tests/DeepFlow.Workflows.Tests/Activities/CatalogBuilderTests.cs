using System.Collections.Immutable;
using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using System.Text.Json.Serialization;
using DeepFlow.Workflows.Activities;
using DeepFlow.Workflows.Definitions;
using DeepFlow.Workflows.Values;

namespace DeepFlow.Workflows.Tests.Activities;

public sealed class CatalogBuilderTests
{
    [JsonPolymorphic(TypeDiscriminatorPropertyName = "$")]
    [JsonDerivedType(typeof(Quick), "quick")]
    public abstract record Method;

    public sealed record Quick(int Steps = 3) : Method;

    public enum Kind { LeftOver, Kept }

    [Activity("sample", Version = 2, Role = "data_engineer", Stage = Stage.Data, Summary = "A sample.")]
    [Outcome("again")]
    public sealed class Sample : Activity<Sample.Input, Sample.Output>
    {
        public sealed record Input([property: DslType("dataset<D>")] Value Data, [property: Range(1, 9)] int Count, Method Method, double? Share = null, Kind Kind = Kind.LeftOver, TimeSpan? Wait = null);

        public sealed record Output([property: DslType("dataset<D>"), About("What is left.")] Value Data, ImmutableArray<string> Names, ValueRange<double> Interval);

        public override Task<Output> RunAsync(Input input, ActivityContext context) => Task.FromResult(new Output(input.Data, ["a"], new(0, input.Count)));
    }

    private static readonly ActivityCatalog Catalog = CatalogBuilder.Build([typeof(Sample).Assembly]);

    [Fact]
    public void Signature_IsReadOffTheRecords()
    {
        var sample = Catalog.Find("sample")!;
        sample.Should().Match<ActivitySignature>(a => a.Version == 2 && a.Kind == ActivityKind.Job && a.Role == "data_engineer" && a.Stage == Stage.Data);
        sample.Inputs.Select(i => $"{i.Name}: {i.Type}{(i.Required ? "" : " = " + i.Default)}").Should().Equal(
            "data: dataset<D>", "count: int", "method: method", "share: float? = ", "kind: {left_over, kept} = left_over", "wait: duration? = ");
        sample.Inputs[1].Should().Match<InputSignature>(i => i.Minimum == 1 && i.Maximum == 9);
        sample.Outputs.Select(o => $"{o.Name}: {o.Type}").Should().Equal("data: dataset<D>", "names: list<string>", "interval: range<float>");
        sample.Outcomes.Select(o => (o.Name, o.Continues)).Should().Equal(("done", true), ("failed", false), ("timeout", false), ("again", false));
    }

    [Fact]
    public void Family_HoldsItsConstructors()
    {
        var quick = Catalog.Family("method")!.Constructors.Should().ContainSingle().Subject;
        quick.Tag.Should().Be("quick");
        quick.Inputs.Should().ContainSingle().Which.Should().Match<InputSignature>(i => i.Name == "steps" && i.Default!.Equals(Value.Of(3)));
        Catalog.Family("layer")!.Constructors.Select(c => c.Tag).Should().Contain(["flatten", "linear", "relu", "dropout"]);
    }

    [Fact]
    public void Catalog_InJson_ComesBack() =>
        ActivityCatalog.FromJson(System.Text.Encoding.UTF8.GetBytes(Catalog.ToJson())).ToJson().Should().Be(Catalog.ToJson());

    [Fact]
    public async Task Activity_CalledWithAValue_BindsItsRecordsAndAnswersWithOne()
    {
        var input = Value.Record(("data", Value.Of("d")), ("count", Value.Of(4)), ("method", Value.Tagged("quick", ("steps", Value.Of(9)))));
        (await ((IJobActivity)new Sample()).RunAsync(input, null!)).Should().Be(Value.Record(
            ("data", Value.Of("d")), ("names", Value.List([Value.Of("a")])), ("interval", new RangeValue(Value.Of(0), Value.Of(4)))));
    }

    [Fact]
    public void MemberOfAFamily_AsAValue_CarriesItsTag() => ClrValues.From(new Quick(5)).Should().Be(Value.Tagged("quick", ("steps", Value.Of(5))));

    [Fact]
    public async Task Activity_CalledWithAFamilyMemberWithoutItsTag_FailsForGood()
    {
        var input = Value.Record(("data", Value.Of("d")), ("count", Value.Of(4)), ("method", Value.Record(("steps", Value.Of(9)))));
        var act = () => ((IJobActivity)new Sample()).RunAsync(input, null!);
        (await act.Should().ThrowAsync<ActivityFailureException>()).Which.Retryable.Should().BeFalse();
    }

    [Fact]
    public async Task Activity_CalledWithWhatDoesNotFit_FailsForGoodWithTheReason()
    {
        var act = () => ((IJobActivity)new Sample()).RunAsync(Value.Record(("count", Value.Of("four"))), null!);
        (await act.Should().ThrowAsync<ActivityFailureException>()).Which.Should().Match<ActivityFailureException>(e => e.Code == "bad_input" && !e.Retryable);
    }
}
